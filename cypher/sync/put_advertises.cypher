// name: put_advertises
// Create ADVERTISES edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})
MATCH (b:Occupation {key: row.end})
CREATE (a)-[r:ADVERTISES]->(b)
SET r = row.props
