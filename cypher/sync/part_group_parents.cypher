// name: part_group_parents
// Nodes that IN_GROUP edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:OccupationGroup)-[r:IN_GROUP]->(b:OccupationGroup)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
