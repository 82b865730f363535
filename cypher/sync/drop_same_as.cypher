// name: drop_same_as
// Remove SAME_AS edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:SAME_AS]->(b:Occupation {key: row.end})
DELETE r
