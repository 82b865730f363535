// name: drop_old_lists
// Remove LISTED edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:LISTED {id: row.id}]->(b:Skill {key: row.end})
DELETE r
