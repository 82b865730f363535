// name: occupation_gap
// Skills that the occupation `other` requires and `occupation` lacks or has weaker, the widest gap first, with the evidence behind what is required.
// mode: read
// params: occupation: str, other: str, limit: int = 25, min_weight: float = 0
// returns: skill: str, name: str, gap: float, weight: float, own: float, postings: int, of: int?, sources: list
// example: occupation="Web Developers" other="Software Developers" limit=5
OPTIONAL MATCH (:Occupation {key: $occupation})-[q:REQUIRES]->(t:Skill)
WITH collect([t.key, q.weight]) AS has
MATCH (:Occupation {key: $other})-[r:REQUIRES]->(s:Skill)
WHERE r.weight >= $min_weight
WITH s.key AS skill, s.name AS name, r.weight AS weight, r.postings AS postings, r.of AS of, r.sources AS sources, coalesce([h IN has WHERE h[0] = s.key | h[1]][0], 0.0) AS own
WHERE weight > own
RETURN skill, name, weight - own AS gap, weight, own, postings, of, sources
ORDER BY gap DESC, skill LIMIT $limit
