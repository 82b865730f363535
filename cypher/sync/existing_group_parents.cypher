// name: existing_group_parents
// The IN_GROUP edges that leave these OccupationGroup nodes: id, end and properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:OccupationGroup {key: key})-[r:IN_GROUP]->(b:OccupationGroup)
RETURN key AS start, collect([b.key, b.key, properties(r)]) AS edges
