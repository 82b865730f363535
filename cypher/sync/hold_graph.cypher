// name: hold_graph
// Take the graph's write lock for this transaction: writers queue on one node, which keeps the mark
// of the last. Whether that was this one already: what asks again was done.
// mode: write
// params: run: str, mark: str? = null
// returns: done: bool
MERGE (g:GraphState {key: 'graph'})
SET g.writer = $run
WITH g, $mark IS NOT NULL AND coalesce(g.mark = $mark, false) AS done
SET g.mark = coalesce($mark, g.mark)
RETURN done
