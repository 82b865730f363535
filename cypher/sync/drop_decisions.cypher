// name: drop_decisions
// Remove Decision nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Decision {key: key})
DETACH DELETE n
