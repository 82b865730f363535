// name: skill_occupations
// Occupations that require a skill, those with the most postings for it first.
// mode: read
// params: skill: str, limit: int = 25, offset: int = 0
// returns: occupation: str, title: str, weight: float, postings: int, sources: list, run: str
MATCH (o:Occupation)-[r:REQUIRES]->(s:Skill {key: $skill})
RETURN o.key AS occupation, o.title AS title, r.weight AS weight, r.postings AS postings, r.sources AS sources, r.run AS run
ORDER BY postings DESC, weight DESC, occupation
SKIP $offset LIMIT $limit
