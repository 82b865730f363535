// name: set_requires
// Set properties of REQUIRES edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Occupation {key: row.start})-[r:REQUIRES]->(b:Skill {key: row.end})
SET r += row.props
