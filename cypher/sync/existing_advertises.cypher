// name: existing_advertises
// The ADVERTISES edges that leave these Posting nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Posting {key: key})-[r:ADVERTISES]->(b:Occupation)
RETURN key AS start, collect([b.key, b.key, properties(r)]) AS edges
