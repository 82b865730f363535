// name: documents
// Documents that were enriched.
// mode: read
// scope: graph
// params: limit: int = 50, offset: int = 0
// returns: key: str, title: str, source: str, mentions: int
MATCH (d:Document)
RETURN d.key AS key, d.title AS title, d.source AS source, COUNT { (d)-[:MENTIONS]->(:Skill) } AS mentions
ORDER BY title, key
SKIP $offset LIMIT $limit
