// name: set_advertises
// Set properties of ADVERTISES edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})-[r:ADVERTISES]->(b:Occupation {key: row.end})
SET r += row.props
