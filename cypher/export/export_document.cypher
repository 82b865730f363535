// name: export_document
// A page of Document nodes by key, each with the edges that leave it: type, label and key of the end, properties.
// mode: read
// params: after: str, limit: int
// returns: key: str, props: map, edges: list
MATCH (n:Document)
WHERE n.key > $after
WITH n ORDER BY n.key LIMIT $limit
RETURN n.key AS key, properties(n) AS props, [(n)-[r]->(b) | [type(r), labels(b)[0], b.key, properties(r)]] AS edges
ORDER BY key
