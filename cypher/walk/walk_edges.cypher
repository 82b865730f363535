// name: walk_edges
// The edges that walks may follow from these occupations, with weights.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (:Occupation {key: key})-[r:REQUIRES]->(s:Skill {status: 'canonical'})
WHERE r.weight > 0
RETURN key AS occupation, collect([s.key, r.weight]) AS skills
