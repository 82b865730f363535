// name: skill_evidence
// The postings behind an occupation's link to a skill, with the words they use.
// mode: read
// params: occupation: str, skill: str, limit: int = 5, as_of: day? = null
// returns: posting: str, title: str, company: str?, raw: str, source_row: str, first_seen: str?, run: str
// example: occupation="Software Developers" skill=Java limit=3
MATCH (s:Skill {key: $skill})<-[a:ASKS_FOR]-(p:Posting)
WHERE a.certain AND ($as_of IS NULL OR coalesce(p.first_seen, '') <= $as_of)
WITH p, a
MATCH (p)-[:ADVERTISES]->(o:Occupation)
WHERE o.key = $occupation
WITH p, min(a.raw) AS raw, min(a.run) AS run
RETURN p.key AS posting, p.title AS title, p.company AS company, raw, p.source_row AS source_row, p.first_seen AS first_seen, run
ORDER BY posting LIMIT $limit
