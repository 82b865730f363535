// name: put_walk_lists
// Keep lists for walks: neighbours, running sums and the like of each place, or what says that all are there.
// mode: write
// params: rows: list
UNWIND $rows AS row
MERGE (l:WalkList {key: row.key})
SET l += row.props
