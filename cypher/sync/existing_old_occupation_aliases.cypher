// name: existing_old_occupation_aliases
// The NAMED edges that leave these Alias nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Alias {key: key})-[r:NAMED]->(b:Occupation)
RETURN key AS start, collect([r.id, b.key, properties(r)]) AS edges
