// name: drop_near
// Remove NEAR edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:NEAR]->(b:Occupation {key: row.end})
DELETE r
