// name: set_walk_version
// Say which walkable graph and temperature the walk lists on the nodes belong to.
// mode: write
// params: version: str
MERGE (g:GraphState {key: 'graph'})
SET g.walk_version = $version
