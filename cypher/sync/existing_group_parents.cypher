// name: existing_group_parents
// The IN_GROUP edges that leave these OccupationGroup nodes, with their properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:OccupationGroup {key: key})-[r:IN_GROUP]->(b:OccupationGroup)
RETURN a.key AS start, collect([b.key, properties(r)]) AS edges
