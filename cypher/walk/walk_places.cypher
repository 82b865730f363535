// name: walk_places
// Which nodes the places of some walk lists are.
// mode: read
// params: keys: list
// returns: numbers: list, kinds: list, nodes: list
UNWIND $keys AS key
MATCH (l:WalkList {key: key})
RETURN collect(l.number) AS numbers, collect(l.kind) AS kinds, collect(l.node) AS nodes
