// name: put_asks_for
// Create ASKS_FOR edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})
MATCH (b:Skill {key: row.end})
CREATE (a)-[r:ASKS_FOR]->(b)
SET r = row.props
