// name: walk_set
// Whether a set of walk lists is complete.
// mode: read
// params: key: str
// returns: key: str
MATCH (l:WalkList {key: $key})
WHERE l.version IS NOT NULL
RETURN l.key AS key
