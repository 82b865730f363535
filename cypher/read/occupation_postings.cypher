// name: occupation_postings
// Postings that advertise an occupation, the latest seen first, and how that was decided.
// mode: read
// params: occupation: str, limit: int = 25, offset: int = 0, as_of: day? = null
// returns: posting: str, title: str, company: str?, method: str, score: float, skills: int, first_seen: str?, source_row: str
// example: occupation="Web Developers" limit=3
MATCH (o:Occupation {key: $occupation})<-[a:ADVERTISES]-(p:Posting)
WHERE $as_of IS NULL OR coalesce(p.first_seen, '') <= $as_of
WITH p, a ORDER BY coalesce(p.first_seen, '') DESC, p.key SKIP $offset LIMIT $limit
RETURN p.key AS posting, p.title AS title, p.company AS company, a.method AS method, a.score AS score, COUNT { (p)-[:ASKS_FOR]->(:Skill) } AS skills, p.first_seen AS first_seen, p.source_row AS source_row
ORDER BY coalesce(first_seen, '') DESC, posting
