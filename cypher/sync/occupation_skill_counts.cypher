// name: occupation_skill_counts
// How many postings of these occupations ask for each canonical skill. The status is looked at last: a planner that starts from it walks the whole graph for each occupation.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH key, o
MATCH (o)<-[:ADVERTISES]-(p:Posting)-[a:ASKS_FOR]->(s:Skill)
WHERE a.certain
WITH key, s.key AS skill, s.status AS status, count(DISTINCT p.key) AS n
WITH key, collect([skill, n, status]) AS found
RETURN key AS occupation, [f IN found WHERE f[2] = 'canonical' | [f[0], f[1]]] AS skills
