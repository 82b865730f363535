// name: put_broader_groups
// Create BROADER edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Skill {key: row.start})
MATCH (b:SkillGroup {key: row.end})
CREATE (a)-[r:BROADER]->(b)
SET r = row.props
