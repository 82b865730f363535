// name: existing_sources
// What the graph holds of these Source nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Source {key: key})
RETURN n.key AS key, properties(n) AS props
