// name: existing_groups
// What the graph holds of these OccupationGroup nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:OccupationGroup {key: key})
RETURN n.key AS key, properties(n) AS props
