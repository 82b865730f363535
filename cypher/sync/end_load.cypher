// name: end_load
// Say that everything derived is up to date.
// mode: write
MERGE (g:GraphState {key: 'graph'})
SET g.loading = null
