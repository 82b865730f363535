// name: put_walk_lists
// Make lists for walks that are known to be absent: neighbours, running sums and the like of each place, or what says that all are there.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (l:WalkList {key: row.key})
SET l += row.props
