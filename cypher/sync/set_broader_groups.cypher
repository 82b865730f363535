// name: set_broader_groups
// Set properties of BROADER edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Skill {key: row.start})-[r:BROADER {id: row.id}]->(b:SkillGroup {key: row.end})
SET r += row.props
