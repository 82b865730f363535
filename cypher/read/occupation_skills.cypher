// name: occupation_skills
// Skills an occupation requires, strongest first.
// mode: read
// params: occupation: str, limit: int = 25, offset: int = 0, min_weight: float = 0
// returns: skill: str, name: str, weight: float, postings: int, sources: list, run: str
MATCH (o:Occupation {key: $occupation})-[r:REQUIRES]->(s:Skill)
WHERE r.weight >= $min_weight
RETURN s.key AS skill, s.name AS name, r.weight AS weight, r.postings AS postings, r.sources AS sources, r.run AS run
ORDER BY weight DESC, skill
SKIP $offset LIMIT $limit
