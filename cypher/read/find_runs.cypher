// name: find_runs
// Runs whose key begins with a text.
// mode: read
// scope: graph
// params: prefix: str
// returns: key: str, step: str, status: str, command: str, version: str, started: str, finished: str, model: str, seed: int?, inputs: str, counts: str
MATCH (r:Run)
WHERE r.key STARTS WITH $prefix
RETURN r.key AS key, r.step AS step, r.status AS status, r.command AS command, r.version AS version, r.started AS started, coalesce(r.finished, '') AS finished, coalesce(r.model, '') AS model, r.seed AS seed, r.inputs AS inputs, r.counts AS counts
ORDER BY key
