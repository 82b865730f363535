// name: occupation_gap
// Skills that the occupation `other` requires and `occupation` lacks or has weaker, the widest gap first, with the evidence behind what is required.
// mode: read
// params: occupation: str, other: str, limit: int = 25, min_weight: float = 0
// returns: skill: str, name: str, gap: float, weight: float, own: float, postings: int, of: int?, sources: list
// example: occupation="Web Developers" other="Software Developers" limit=5
UNWIND [{key: $occupation, own: true}, {key: $other, own: false}] AS side
MATCH (:Occupation {key: side.key})-[r:REQUIRES]->(s:Skill)
WITH s, max(CASE WHEN side.own THEN r.weight ELSE 0.0 END) AS own, collect(CASE WHEN side.own THEN null ELSE r END) AS wanted
UNWIND wanted AS r
WITH s, own, r, r.weight AS weight
WHERE weight >= $min_weight AND weight > own
RETURN s.key AS skill, s.name AS name, weight - own AS gap, weight, own, r.postings AS postings, r.of AS of, r.sources AS sources
ORDER BY gap DESC, skill LIMIT $limit
