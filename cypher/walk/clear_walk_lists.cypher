// name: clear_walk_lists
// Remove all walk lists, before those of another graph are made.
// mode: write
MATCH (l:WalkList)
DELETE l
