// name: add_skills
// Create Skill nodes that are known to be absent.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (n:Skill)
SET n = row.props
