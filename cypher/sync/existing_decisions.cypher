// name: existing_decisions
// What the graph holds of these Decision nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Decision {key: key})
RETURN n.key AS key, properties(n) AS props
