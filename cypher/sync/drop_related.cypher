// name: drop_related
// Remove RELATED_TO edges.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:RELATED_TO]->(b:Occupation {key: row.end})
DELETE r
