// name: drop_lists
// Remove LISTS edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:LISTS {id: row.id}]->(b:Skill {key: row.end})
DELETE r
