// name: runs
// Who wrote to the graph: runs, the latest first.
// mode: read
// scope: graph
// params: limit: int = 50, offset: int = 0
// returns: key: str, step: str, status: str, command: str, version: str, started: str, finished: str, model: str, seed: int?, inputs: str, counts: str
MATCH (r:Run)
RETURN r.key AS key, r.step AS step, r.status AS status, r.command AS command, r.version AS version, r.started AS started, coalesce(r.finished, '') AS finished, coalesce(r.model, '') AS model, r.seed AS seed, r.inputs AS inputs, r.counts AS counts
ORDER BY started DESC, key
SKIP $offset LIMIT $limit
