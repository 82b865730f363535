// name: set_related
// Set properties of RELATED_TO edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:RELATED_TO]->(b:Occupation {key: row.end})
SET r += row.props
