// name: fulltext_occupations
// Occupations whose title is like the words, the likest first; `words` is in Lucene's syntax.
// mode: read
// params: words: str, limit: int
// returns: kind: str, key: str, name: str, status: str, postings: int
CALL db.index.fulltext.queryNodes('occupation_fulltext', $words) YIELD node, score
RETURN 'occupation' AS kind, node.key AS key, node.title AS name, node.source AS status, coalesce(node.postings, 0) AS postings, score
ORDER BY score DESC, postings DESC, key LIMIT $limit
