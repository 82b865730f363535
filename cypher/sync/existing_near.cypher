// name: existing_near
// The NEAR edges that leave these Occupation nodes, id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Occupation {key: key})-[r:NEAR]->(b:Occupation)
RETURN key AS start, collect([b.key, b.key, properties(r)]) AS edges
