// name: put_same_as
// Create SAME_AS edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})
MATCH (b:Occupation {key: row.end})
CREATE (a)-[r:SAME_AS]->(b)
SET r = row.props
