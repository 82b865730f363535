// name: decisions_all
// What people decided on the identity of skills.
// mode: read
// returns: key: str, kind: str, a: str, b: str
MATCH (d:Decision)
RETURN d.key AS key, d.kind AS kind, d.a AS a, d.b AS b
