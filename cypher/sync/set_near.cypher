// name: set_near
// Set properties of NEAR edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:NEAR]->(b:Occupation {key: row.end})
SET r += row.props
