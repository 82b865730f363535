// name: put_suggestions
// Suggestions that are known to be absent, each with its evidence.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (o:Occupation {key: row.occupation})
MATCH (s:Skill {key: row.skill})
CREATE (o)-[g:SUGGESTED]->(s)
SET g = row.props, g.status = 'proposed', g.runs = [$run]
