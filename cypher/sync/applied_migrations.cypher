// name: applied_migrations
// Names of the schema migrations this graph has.
// mode: read
// returns: name: str
MATCH (m:Migration)
RETURN m.name AS name
ORDER BY name
