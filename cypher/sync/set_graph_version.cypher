// name: set_graph_version
// Say which walkable graph this is; an empty text while it is being rewritten.
// mode: write
// params: version: str
MERGE (g:GraphState {key: 'graph'})
SET g.version = $version
