// name: groups_all
// Every occupation group.
// mode: read
// returns: key: str, props: map
MATCH (g:OccupationGroup)
RETURN g.key AS key, properties(g) AS props
