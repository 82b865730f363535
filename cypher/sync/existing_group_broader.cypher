// name: existing_group_broader
// The BROADER edges that leave these SkillGroup nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:SkillGroup {key: key})-[r:BROADER]->(b:SkillGroup)
RETURN key AS start, collect([b.key, b.key, properties(r)]) AS edges
