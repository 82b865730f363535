// name: drop_skill_aliases
// Remove NAMES edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})-[r:NAMES {id: row.id}]->(b:Skill {key: row.end})
DELETE r
