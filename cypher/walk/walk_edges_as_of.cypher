// name: walk_edges_as_of
// The same as of a day, as `occupation_skills` tells it: the share of the postings seen by then that ask for a skill.
// mode: read
// params: keys: list, as_of: day
// returns: occupation: str, skills: list, weights: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH o, COUNT { (o)<-[:ADVERTISES]-(p:Posting) WHERE coalesce(p.first_seen, '') <= $as_of } AS of
MATCH (o)<-[:ADVERTISES]-(p:Posting)-[a:ASKS_FOR]->(s:Skill)
WHERE a.certain AND coalesce(p.first_seen, '') <= $as_of
WITH o, of, s, count(DISTINCT p.key) AS n
RETURN o.key AS occupation, collect(CASE WHEN s.status = 'canonical' THEN s.key END) AS skills, collect(CASE WHEN s.status = 'canonical' THEN toFloat(n) / of END) AS weights
