// name: put_asks_for
// Create ASKS_FOR edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})
MATCH (b:Skill {key: row.end})
CREATE (a)-[r:ASKS_FOR {run: $run}]->(b)
SET r += row.props
