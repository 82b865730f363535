// name: begin_load
// Say that a load is under way: until it ends, what is derived may lag behind the evidence.
// mode: write
// params: run: str
MERGE (g:GraphState {key: 'graph'})
SET g.loading = $run
