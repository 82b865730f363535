// name: existing_broader_skills
// The BROADER edges that leave these Skill nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Skill {key: key})-[r:BROADER]->(b:Skill)
RETURN key AS start, collect([r.id, b.key, properties(r)]) AS edges
