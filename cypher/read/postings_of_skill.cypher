// name: postings_of_skill
// Postings that ask for a skill, with the words they use, the latest seen first.
// mode: read
// params: skill: str, limit: int = 25, offset: int = 0, as_of: day? = null
// returns: posting: str, title: str, company: str?, raw: list, first_seen: str?, source_row: str
// example: skill=Java limit=3
MATCH (s:Skill {key: $skill})<-[a:ASKS_FOR]-(p:Posting)
WHERE a.certain AND ($as_of IS NULL OR coalesce(p.first_seen, '') <= $as_of)
RETURN p.key AS posting, p.title AS title, p.company AS company, collect(DISTINCT a.raw) AS raw, p.first_seen AS first_seen, p.source_row AS source_row
ORDER BY coalesce(first_seen, '') DESC, posting
SKIP $offset LIMIT $limit
