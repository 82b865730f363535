// name: put_related
// Create RELATED_TO edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})
MATCH (b:Occupation {key: row.end})
CREATE (a)-[r:RELATED_TO]->(b)
SET r = row.props
