// name: set_same_as
// Set properties of SAME_AS edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:SAME_AS]->(b:Occupation {key: row.end})
SET r += row.props
