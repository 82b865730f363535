// name: existing_concepts
// What the graph holds of these Concept nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Concept {key: key})
RETURN n.key AS key, properties(n) AS props
