// name: walk_sets
// The sets of walk lists that are complete, the newest first.
// mode: read
// returns: key: str, version: str, made: int
MATCH (l:WalkList)
WHERE l.version IS NOT NULL
RETURN l.key AS key, l.version AS version, l.made AS made
ORDER BY made DESC, key
