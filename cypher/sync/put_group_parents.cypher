// name: put_group_parents
// Create IN_GROUP edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:OccupationGroup {key: row.start})
MATCH (b:OccupationGroup {key: row.end})
CREATE (a)-[r:IN_GROUP]->(b)
SET r = row.props
