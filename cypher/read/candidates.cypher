// name: candidates
// Skills that nothing confirms yet: no taxonomy has them and fewer than two postings surely ask for them. Those that most postings and documents name first.
// mode: read
// scope: graph
// params: limit: int = 25, offset: int = 0
// returns: skill: str, name: str, postings: int, mentions: int, first_seen: str?
// example: limit=5
MATCH (s:Skill {status: 'candidate'})
WITH s.key AS skill, coalesce(s.name, s.key) AS name, s.first_seen AS first_seen, COUNT { (s)<-[:ASKS_FOR]-(:Posting) } AS postings, COUNT { (s)<-[:MENTIONS]-(:Document) } AS mentions
RETURN skill, name, postings, mentions, first_seen
ORDER BY postings + mentions DESC, skill
SKIP $offset LIMIT $limit
