// name: add_skill_groups
// Create SkillGroup nodes that are known to be absent.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (n:SkillGroup)
SET n = row.props
