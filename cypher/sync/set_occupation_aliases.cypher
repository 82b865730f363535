// name: set_occupation_aliases
// Set properties of NAMES edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})-[r:NAMES {id: row.id}]->(b:Occupation {key: row.end})
SET r += row.props
