// name: part_broader_skills
// Nodes that BROADER edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Skill)-[r:BROADER]->(b:Skill)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
