// name: put_old_occupation_aliases
// Create NAMED edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})
MATCH (b:Occupation {key: row.end})
CREATE (a)-[r:NAMED]->(b)
SET r = row.props
