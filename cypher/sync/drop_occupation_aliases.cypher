// name: drop_occupation_aliases
// Remove NAMES edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})-[r:NAMES {id: row.id}]->(b:Occupation {key: row.end})
DELETE r
