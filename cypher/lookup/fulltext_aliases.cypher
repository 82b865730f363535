// name: fulltext_aliases
// Skills and occupations by their other names, the likest first; `words` is in Lucene's syntax.
// mode: read
// params: words: str, limit: int
// returns: kind: str, key: str, name: str, status: str, postings: int
CALL db.index.fulltext.queryNodes('alias_fulltext', $words) YIELD node, score
WITH node, score ORDER BY score DESC, node.key LIMIT $limit
MATCH (node)-[:NAMES]->(n)
RETURN toLower(labels(n)[0]) AS kind, n.key AS key, coalesce(n.name, n.title, n.key) AS name, coalesce(n.status, n.source, 'candidate') AS status, coalesce(n.postings, 0) AS postings, max(score) AS score
ORDER BY score DESC, postings DESC, key
