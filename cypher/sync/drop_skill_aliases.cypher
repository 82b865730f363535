// name: drop_skill_aliases
// Remove NAMES edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})-[r:NAMES]->(b:Skill {key: row.end})
DELETE r
