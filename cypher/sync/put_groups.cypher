// name: put_groups
// Create OccupationGroup nodes, or set the properties that differ.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (n:OccupationGroup {key: row.key})
ON CREATE SET n.run = $run
SET n += row.props
