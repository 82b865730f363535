// name: put_concepts
// Create Concept nodes, or set the properties that differ.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (n:Concept {key: row.key})
ON CREATE SET n.run = $run
SET n += row.props
