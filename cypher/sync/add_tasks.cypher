// name: add_tasks
// Create Task nodes that are known to be absent.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (n:Task)
SET n = row.props
