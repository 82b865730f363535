// name: put_skill_groups
// Create SkillGroup nodes, or set the properties that differ.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (n:SkillGroup {key: row.key})
ON CREATE SET n.run = $run
SET n += row.props
