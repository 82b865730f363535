// name: put_occupation_aliases
// Create NAMES edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})
MATCH (b:Occupation {key: row.end})
CREATE (a)-[r:NAMES]->(b)
SET r = row.props
