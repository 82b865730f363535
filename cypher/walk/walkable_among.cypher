// name: walkable_among
// Which of these nodes walks can start from.
// mode: read
// params: keys: list
// returns: key: str
UNWIND $keys AS key
MATCH (l:WalkList {key: key})
RETURN l.key AS key
