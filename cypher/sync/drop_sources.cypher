// name: drop_sources
// Remove Source nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Source {key: key})
DETACH DELETE n
