// name: drop_advertises
// Remove ADVERTISES edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Posting {key: row.start})-[r:ADVERTISES]->(b:Occupation {key: row.end})
DELETE r
