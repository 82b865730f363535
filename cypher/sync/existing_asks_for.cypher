// name: existing_asks_for
// The ASKS_FOR edges that leave these Posting nodes, with their properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Posting {key: key})-[r:ASKS_FOR]->(b:Skill)
RETURN a.key AS start, collect([b.key, properties(r)]) AS edges
