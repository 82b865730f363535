// name: add_aliases
// Create Alias nodes that are known to be absent.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (n:Alias)
SET n = row.props
