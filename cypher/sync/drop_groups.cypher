// name: drop_groups
// Remove OccupationGroup nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:OccupationGroup {key: key})
DETACH DELETE n
