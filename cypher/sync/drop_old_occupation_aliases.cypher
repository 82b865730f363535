// name: drop_old_occupation_aliases
// Remove NAMED edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})-[r:NAMED {id: row.id}]->(b:Occupation {key: row.end})
DELETE r
