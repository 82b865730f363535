// name: put_walk_occupations
// Keep each Occupation's neighbours and the running sums of their integer weights on the node.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (n:Occupation {key: row.key})
SET n.walk_keys = row.keys, n.walk_sums = row.sums
