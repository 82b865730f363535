// name: skill_spellings
// All spellings of a skill: who gives each, and in how many postings it stands so.
// mode: read
// params: skill: str, limit: int = 100
// returns: text: str, sources: list, postings: int
// example: skill=Java limit=5
OPTIONAL MATCH (:Skill {key: $skill})<-[q:ASKS_FOR]-(p:Posting)
WITH toLower(q.raw) AS raw, count(DISTINCT p.key) AS n
WITH collect([raw, n]) AS raws
MATCH (:Skill {key: $skill})<-[names:NAMES]-(a:Alias)
WITH raws, a.key AS text, collect(DISTINCT names.source) AS sources
RETURN text, sources, reduce(n = 0, r IN [r IN raws WHERE r[0] = text] | n + r[1]) AS postings
ORDER BY postings DESC, text LIMIT $limit
