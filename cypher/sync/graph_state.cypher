// name: graph_state
// The version of the walkable graph, and the version its walk lists were made for.
// mode: read
// returns: version: str?, walk_version: str?
MATCH (g:GraphState {key: 'graph'})
RETURN g.version AS version, g.walk_version AS walk_version
