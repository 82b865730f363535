// name: find_document
// One document by its key.
// mode: read
// params: key: str
// returns: key: str, title: str, source: str, mentions: int
MATCH (d:Document {key: $key})
RETURN d.key AS key, d.title AS title, d.source AS source, COUNT { (d)-[:MENTIONS]->(:Skill) } AS mentions
