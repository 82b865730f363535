// name: vector_skills
// Skills nearest in meaning to a vector (384 numbers of length 1), the nearest first.
// mode: read
// params: vector: list, limit: int
// returns: kind: str, key: str, name: str, status: str, postings: int
CALL db.index.vector.queryNodes('skill_vector', $limit, $vector) YIELD node, score
RETURN 'skill' AS kind, node.key AS key, coalesce(node.name, node.key) AS name, coalesce(node.status, 'candidate') AS status, coalesce(node.postings, 0) AS postings, score
ORDER BY score DESC, key
