// name: add_concepts
// Create Concept nodes that are known to be absent.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (n:Concept)
SET n = row.props
