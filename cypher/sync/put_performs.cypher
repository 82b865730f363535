// name: put_performs
// Create PERFORMS edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})
MATCH (b:Task {key: row.end})
CREATE (a)-[r:PERFORMS]->(b)
SET r = row.props
