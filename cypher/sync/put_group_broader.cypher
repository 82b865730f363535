// name: put_group_broader
// Create BROADER edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:SkillGroup {key: row.start})
MATCH (b:SkillGroup {key: row.end})
CREATE (a)-[r:BROADER]->(b)
SET r = row.props
