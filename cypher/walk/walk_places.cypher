// name: walk_places
// Which nodes the places of some walk lists are.
// mode: read
// params: keys: list
// returns: number: int, kind: str, node: str
UNWIND $keys AS key
MATCH (l:WalkList {key: key})
RETURN l.number AS number, l.kind AS kind, l.node AS node
