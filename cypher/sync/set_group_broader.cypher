// name: set_group_broader
// Set properties of BROADER edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:SkillGroup {key: row.start})-[r:BROADER]->(b:SkillGroup {key: row.end})
SET r += row.props
