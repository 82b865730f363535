// name: set_performs
// Set properties of PERFORMS edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:PERFORMS]->(b:Task {key: row.end})
SET r += row.props
