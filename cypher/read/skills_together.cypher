// name: skills_together
// Skills that postings ask for together with a skill, most often first.
// mode: read
// params: skill: str, limit: int = 25
// returns: skill: str, name: str, postings: int
MATCH (:Skill {key: $skill})<-[a:ASKS_FOR]-(p:Posting)-[b:ASKS_FOR]->(s:Skill {status: 'canonical'})
WHERE a.certain AND b.certain AND s.key <> $skill
RETURN s.key AS skill, s.name AS name, count(p) AS postings
ORDER BY postings DESC, skill LIMIT $limit
