// name: skills_together
// Skills that postings ask for together with a skill, most often first. Lift: how many times more often than by chance (none with as_of).
// mode: read
// scope: neighbours
// params: skill: str, limit: int = 25, as_of: day? = null
// returns: skill: str, name: str, postings: int, lift: float?
// example: skill=Java limit=5
MATCH (k:Skill {key: $skill})<-[a:ASKS_FOR]-(p:Posting)-[b:ASKS_FOR]->(s:Skill)
WHERE a.certain AND b.certain AND s <> k AND ($as_of IS NULL OR coalesce(p.first_seen, '') <= $as_of)
WITH k, s, count(DISTINCT p) AS postings
WHERE s.status = 'canonical'
WITH k.postings AS own, s, postings ORDER BY postings DESC, s.key LIMIT $limit
WITH own, s, s.postings AS theirs, postings, COUNT { (:Posting) } AS everywhere
RETURN s.key AS skill, s.name AS name, postings, CASE WHEN $as_of IS NULL AND own > 0 AND theirs > 0 THEN toFloat(postings) * everywhere / (own * theirs) END AS lift
ORDER BY postings DESC, skill
