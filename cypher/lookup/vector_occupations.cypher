// name: vector_occupations
// Occupations nearest in meaning to a vector (384 numbers of length 1), the nearest first.
// mode: read
// params: vector: list, limit: int
// returns: kind: str, key: str, name: str, status: str, postings: int
CALL db.index.vector.queryNodes('occupation_vector', $limit, $vector) YIELD node, score
RETURN 'occupation' AS kind, node.key AS key, node.title AS name, node.source AS status, coalesce(node.postings, 0) AS postings, score
ORDER BY score DESC, key
