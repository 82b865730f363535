// name: set_lists
// Set properties of LISTS edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:LISTS {id: row.id}]->(b:Skill {key: row.end})
SET r += row.props
