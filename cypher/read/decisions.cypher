// name: decisions
// What people decided about which names are one skill, the latest first.
// mode: read
// scope: graph
// params: limit: int = 100
// returns: kind: str, a: str, b: str, at: str, by: str
MATCH (d:Decision)
RETURN d.kind AS kind, d.a AS a, d.b AS b, d.at AS at, d.by AS by
ORDER BY at DESC, a, b LIMIT $limit
