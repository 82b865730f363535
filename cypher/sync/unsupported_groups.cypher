// name: unsupported_groups
// Which of these groups have nothing above or below.
// mode: read
// params: keys: list
// returns: key: str
UNWIND $keys AS key
MATCH (g:OccupationGroup {key: key})
WHERE NOT EXISTS { (g)-[:IN_GROUP]-() }
RETURN g.key AS key
