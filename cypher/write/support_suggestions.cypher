// name: support_suggestions
// Suggestions that exist gain a run that made them too.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (o:Occupation {key: row.occupation})-[g:SUGGESTED]->(s:Skill {key: row.skill})
WHERE g.teacher = row.props.teacher
SET g.runs = g.runs + $run
