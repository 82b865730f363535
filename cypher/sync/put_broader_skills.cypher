// name: put_broader_skills
// Create BROADER edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Skill {key: row.start})
MATCH (b:Skill {key: row.end})
CREATE (a)-[r:BROADER]->(b)
SET r = row.props
