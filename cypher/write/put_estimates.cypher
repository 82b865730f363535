// name: put_estimates
// Estimates that are known to be absent, on edges to the run that made them.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (r:Run {key: $run})
MATCH (o:Occupation {key: row.occupation})
CREATE (o)-[e:ESTIMATED_BY]->(r)
SET e = row.props
