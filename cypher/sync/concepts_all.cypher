// name: concepts_all
// Every concept of a taxonomy with its names.
// mode: read
// returns: key: str, name: str, kind: str, labels: list, source: str, part: str, hot: bool, in_demand: bool
MATCH (c:Concept)
RETURN c.key AS key, c.name AS name, c.kind AS kind, c.labels AS labels, c.source AS source, c.part AS part, c.hot AS hot, c.in_demand AS in_demand
