// name: walk_edges
// The edges that walks may follow from these occupations: skills and weights in the same order.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list, weights: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH o
MATCH (o)-[r:REQUIRES]->(s:Skill)
RETURN o.key AS occupation, collect(CASE WHEN s.status = 'canonical' AND r.weight > 0 THEN s.key END) AS skills, collect(CASE WHEN s.status = 'canonical' AND r.weight > 0 THEN r.weight END) AS weights
