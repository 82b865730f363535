// name: set_asks_for
// Set properties of ASKS_FOR edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})-[r:ASKS_FOR {id: row.id}]->(b:Skill {key: row.end})
SET r += row.props
