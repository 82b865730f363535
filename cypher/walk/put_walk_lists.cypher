// name: put_walk_lists
// Keep each node's neighbours and the running sums of their integer weights.
// mode: write
// params: rows: list
UNWIND $rows AS row
MERGE (l:WalkList {key: row.key})
SET l.keys = row.keys, l.sums = row.sums
