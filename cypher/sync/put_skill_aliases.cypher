// name: put_skill_aliases
// Create NAMES edges that are known to be absent; their end nodes exist.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})
MATCH (b:Skill {key: row.end})
CREATE (a)-[r:NAMES {run: $run}]->(b)
SET r += row.props
