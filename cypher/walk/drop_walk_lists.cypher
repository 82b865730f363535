// name: drop_walk_lists
// Remove some of the lists that belong to none of the sets named.
// mode: write
// params: kept: list, limit: int
// returns: dropped: int
MATCH (l:WalkList)
WHERE l.of IS NULL OR NOT l.of IN $kept
WITH l LIMIT $limit
DELETE l
RETURN count(*) AS dropped
