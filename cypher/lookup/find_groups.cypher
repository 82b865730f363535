// name: find_groups
// The groups that a key or a title means; there are few, so a title is looked for in all of them.
// mode: read
// scope: graph
// params: key: str, title: str
// returns: key: str, rank: int
MATCH (g:OccupationGroup {key: $key})
RETURN g.key AS key, 0 AS rank
UNION
MATCH (g:OccupationGroup)
WHERE toLower(g.title) = $title
RETURN g.key AS key, 1 AS rank
