// name: drop_concepts
// Remove Concept nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Concept {key: key})
DETACH DELETE n
