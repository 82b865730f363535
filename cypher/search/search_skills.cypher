// name: search_skills
// Skills whose name holds the text; most postings first.
// mode: read
// scope: graph
// params: text: str, limit: int = 20, offset: int = 0
// returns: key: str, name: str, status: str, postings: int, occupations: int
// example: text=sql limit=3
MATCH (s:Skill)
WHERE s.folded CONTAINS $text
WITH s ORDER BY coalesce(s.postings, 0) DESC, s.key SKIP $offset LIMIT $limit
RETURN s.key AS key, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, coalesce(s.postings, 0) AS postings, COUNT { (s)<-[:REQUIRES]-(:Occupation) } AS occupations
ORDER BY postings DESC, key
