// name: skill_why
// Why a spelling is this skill: which source said so, by what method, how surely. Without as_of only what stands now.
// mode: read
// params: text: str, as_of: day? = null
// returns: skill: str, name: str, status: str, source: str?, method: str, score: float, first_seen: str?, last_seen: str?, run: str?
// example: text="javascript"
MATCH (a:Alias {key: $text})-[n:NAMES|NAMED]->(s:Skill)
WHERE ($as_of IS NULL AND n.last_seen IS NULL) OR (coalesce(n.first_seen, '') <= $as_of AND (n.last_seen IS NULL OR n.last_seen > $as_of))
RETURN s.key AS skill, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, n.source AS source, n.method AS method, n.score AS score, n.first_seen AS first_seen, n.last_seen AS last_seen, n.run AS run
ORDER BY score DESC, skill, source, method
