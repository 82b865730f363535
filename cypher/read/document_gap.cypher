// name: document_gap
// Skills that an occupation requires and a document does not mention, the strongest first.
// mode: read
// params: document: str, occupation: str, limit: int = 25, min_weight: float = 0
// returns: skill: str, name: str, weight: float, postings: int, of: int?, sources: list
OPTIONAL MATCH (:Document {key: $document})-[:MENTIONS]->(t:Skill)
WITH collect(DISTINCT t.key) AS has
MATCH (:Occupation {key: $occupation})-[r:REQUIRES]->(s:Skill)
WHERE r.weight >= $min_weight AND NOT s.key IN has
RETURN s.key AS skill, s.name AS name, r.weight AS weight, r.postings AS postings, r.of AS of, r.sources AS sources
ORDER BY weight DESC, skill LIMIT $limit
