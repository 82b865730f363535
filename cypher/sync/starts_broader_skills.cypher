// name: starts_broader_skills
// Skills whose broader edges to other skills one of these concepts makes.
// mode: read
// params: skill: str, names: list
// returns: start: str
MATCH (s:Skill {key: $skill})-[r:BROADER]-(t:Skill)
WHERE split(r.id, '|')[0] IN $names OR split(r.id, '|')[1] IN $names
RETURN DISTINCT startNode(r).key AS start
