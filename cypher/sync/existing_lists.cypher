// name: existing_lists
// The LISTS edges that leave these Occupation nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Occupation {key: key})-[r:LISTS]->(b:Skill)
RETURN key AS start, collect([r.id, b.key, properties(r)]) AS edges
