// name: existing_skill_aliases
// The NAMES edges that leave these Alias nodes, with their properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Alias {key: key})-[r:NAMES]->(b:Skill)
RETURN a.key AS start, collect([b.key, properties(r)]) AS edges
