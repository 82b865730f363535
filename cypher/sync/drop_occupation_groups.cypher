// name: drop_occupation_groups
// Remove IN_GROUP edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:IN_GROUP]->(b:OccupationGroup {key: row.end})
DELETE r
