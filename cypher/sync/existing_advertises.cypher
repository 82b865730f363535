// name: existing_advertises
// The ADVERTISES edges that leave these Posting nodes, with their properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Posting {key: key})-[r:ADVERTISES]->(b:Occupation)
RETURN a.key AS start, collect([b.key, properties(r)]) AS edges
