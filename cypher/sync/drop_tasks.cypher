// name: drop_tasks
// Remove Task nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Task {key: key})
DETACH DELETE n
