// name: find_skill
// The skills that a key or any spelling means (rank 0 key, 1 alias), and how surely.
// mode: read
// params: key: str, folded: str
// returns: key: str, name: str, status: str, postings: int, occupations: int, rank: int, score: float
MATCH (s:Skill {key: $key})
RETURN s.key AS key, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, coalesce(s.postings, 0) AS postings, COUNT { (s)<-[:REQUIRES]-(:Occupation) } AS occupations, 0 AS rank, 1.0 AS score
UNION
MATCH (:Alias {key: $folded})-[n:NAMES]->(s:Skill)
WITH s, max(n.score) AS score
RETURN s.key AS key, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, coalesce(s.postings, 0) AS postings, COUNT { (s)<-[:REQUIRES]-(:Occupation) } AS occupations, 1 AS rank, score
