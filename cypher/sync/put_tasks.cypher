// name: put_tasks
// Create Task nodes, or set the properties that differ.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (n:Task {key: row.key})
ON CREATE SET n.run = $run
SET n += row.props
