// name: set_group_parents
// Set properties of IN_GROUP edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:OccupationGroup {key: row.start})-[r:IN_GROUP]->(b:OccupationGroup {key: row.end})
SET r += row.props
