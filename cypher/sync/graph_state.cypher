// name: graph_state
// The version of the walkable graph, and the load under way.
// mode: read
// returns: version: str?, loading: str?
MATCH (g:GraphState {key: 'graph'})
RETURN g.version AS version, g.loading AS loading
