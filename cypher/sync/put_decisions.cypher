// name: put_decisions
// Create Decision nodes, or set the properties that differ.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (n:Decision {key: row.key})
ON CREATE SET n.run = $run
SET n += row.props
