// name: run_provenance
// What a run wrote and is still there: nodes per label and edges per type, with the first and the last key as samples. Looks at the whole graph.
// mode: read
// scope: graph
// params: run: str
// returns: kind: str, type: str, written: int, first: str, last: str
MATCH (n)
WHERE n.run = $run OR $run IN coalesce(n.runs, [])
RETURN 'node' AS kind, labels(n)[0] AS type, count(*) AS written, min(n.key) AS first, max(n.key) AS last
ORDER BY type
UNION ALL
MATCH (a)-[r]->(b)
WHERE r.run = $run OR $run IN coalesce(r.runs, [])
RETURN 'edge' AS kind, type(r) AS type, count(*) AS written, min(a.key + ' -> ' + b.key) AS first, max(a.key + ' -> ' + b.key) AS last
ORDER BY type
