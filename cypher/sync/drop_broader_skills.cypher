// name: drop_broader_skills
// Remove BROADER edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Skill {key: row.start})-[r:BROADER {id: row.id}]->(b:Skill {key: row.end})
DELETE r
