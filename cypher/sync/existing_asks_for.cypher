// name: existing_asks_for
// The ASKS_FOR edges that leave these Posting nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Posting {key: key})-[r:ASKS_FOR]->(b:Skill)
RETURN key AS start, collect([r.id, b.key, properties(r)]) AS edges
