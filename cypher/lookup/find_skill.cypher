// name: find_skill
// The skill that a key or any spelling means; the best first.
// mode: read
// params: key: str, folded: str
// returns: key: str, name: str, status: str, postings: int, occupations: int, rank: int
MATCH (s:Skill {key: $key})
RETURN s.key AS key, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, coalesce(s.postings, 0) AS postings, COUNT { (s)<-[:REQUIRES]-(:Occupation) } AS occupations, 0 AS rank
UNION
MATCH (:Alias {key: $folded})-[:NAMES]->(s:Skill)
RETURN s.key AS key, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, coalesce(s.postings, 0) AS postings, COUNT { (s)<-[:REQUIRES]-(:Occupation) } AS occupations, 1 AS rank
