// name: existing_occupation_aliases
// The NAMES edges that leave these Alias nodes, with their properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Alias {key: key})-[r:NAMES]->(b:Occupation)
RETURN a.key AS start, collect([b.key, properties(r)]) AS edges
