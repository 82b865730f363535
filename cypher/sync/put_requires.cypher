// name: put_requires
// Create REQUIRES edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})
MATCH (b:Skill {key: row.end})
CREATE (a)-[r:REQUIRES]->(b)
SET r = row.props
