// name: set_old_lists
// Set properties of LISTED edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:LISTED {id: row.id}]->(b:Skill {key: row.end})
SET r += row.props
