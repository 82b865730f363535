// name: drop_requires
// Remove REQUIRES edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:REQUIRES]->(b:Skill {key: row.end})
DELETE r
