// name: existing_occupation_aliases
// The NAMES edges that leave these Alias nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Alias {key: key})-[r:NAMES]->(b:Occupation)
RETURN key AS start, collect([r.id, b.key, properties(r)]) AS edges
