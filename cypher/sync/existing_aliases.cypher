// name: existing_aliases
// What the graph holds of these Alias nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Alias {key: key})
RETURN n.key AS key, properties(n) AS props
