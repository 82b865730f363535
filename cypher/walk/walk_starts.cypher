// name: walk_starts
// Numbers of the places with these keys, in some walk lists.
// mode: read
// params: keys: list
// returns: key: str, number: int
UNWIND $keys AS key
MATCH (l:WalkList {key: key})
RETURN key, l.number AS number
