// name: drop_group_parents
// Remove IN_GROUP edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:OccupationGroup {key: row.start})-[r:IN_GROUP]->(b:OccupationGroup {key: row.end})
DELETE r
