// name: set_old_occupation_aliases
// Set properties of NAMED edges that exist and differ.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (a:Alias {key: row.start})-[r:NAMED {id: row.id}]->(b:Occupation {key: row.end})
SET r += row.props
