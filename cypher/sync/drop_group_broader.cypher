// name: drop_group_broader
// Remove BROADER edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:SkillGroup {key: row.start})-[r:BROADER]->(b:SkillGroup {key: row.end})
DELETE r
