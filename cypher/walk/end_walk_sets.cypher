// name: end_walk_sets
// Say of these sets of walk lists that they are no longer complete.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (l:WalkList {key: key})
DELETE l
