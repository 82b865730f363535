// name: drop_aliases
// Remove Alias nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Alias {key: key})
DETACH DELETE n
