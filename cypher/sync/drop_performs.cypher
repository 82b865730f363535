// name: drop_performs
// Remove PERFORMS edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:PERFORMS]->(b:Task {key: row.end})
DELETE r
