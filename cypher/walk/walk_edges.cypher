// name: walk_edges
// The edges that walks may follow from these occupations, with weights.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH key, o
MATCH (o)-[r:REQUIRES]->(s:Skill)
WITH key, collect([s.key, r.weight, s.status]) AS found
RETURN key AS occupation, [f IN found WHERE f[2] = 'canonical' AND f[1] > 0 | [f[0], f[1]]] AS skills
