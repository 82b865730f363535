// name: fulltext_skills
// Skills whose name is like the words, the likest first; `words` is in Lucene's syntax.
// mode: read
// params: words: str, limit: int
// returns: kind: str, key: str, name: str, status: str, postings: int
CALL db.index.fulltext.queryNodes('skill_fulltext', $words) YIELD node, score
RETURN 'skill' AS kind, node.key AS key, coalesce(node.name, node.key) AS name, coalesce(node.status, 'candidate') AS status, coalesce(node.postings, 0) AS postings, score
ORDER BY score DESC, postings DESC, key LIMIT $limit
