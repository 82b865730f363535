// name: drop_asks_for
// Remove ASKS_FOR edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})-[r:ASKS_FOR {id: row.id}]->(b:Skill {key: row.end})
DELETE r
