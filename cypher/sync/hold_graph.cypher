// name: hold_graph
// Take the graph's write lock for this transaction: writers queue on one node.
// mode: write
// params: run: str
MERGE (g:GraphState {key: 'graph'})
SET g.writer = $run
