// name: existing_tasks
// What the graph holds of these Task nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Task {key: key})
RETURN n.key AS key, properties(n) AS props
