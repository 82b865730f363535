// name: decisions_on
// What people decided about any of these folded names.
// mode: read
// scope: graph
// params: names: list
// returns: kind: str, a: str, b: str, at: str, by: str
MATCH (d:Decision)
WHERE d.a IN $names OR d.b IN $names
RETURN d.kind AS kind, d.a AS a, d.b AS b, d.at AS at, d.by AS by
ORDER BY at, a, b
