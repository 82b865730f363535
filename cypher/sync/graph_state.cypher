// name: graph_state
// The version of the walkable graph, the version its walk lists were made for, and the load under way.
// mode: read
// returns: version: str?, walk_version: str?, loading: str?
MATCH (g:GraphState {key: 'graph'})
RETURN g.version AS version, g.walk_version AS walk_version, g.loading AS loading
