// name: document_mentions
// Skills a document mentions, in order of position, with model, confidence and the runs that say so.
// mode: read
// params: document: str, limit: int = 100, offset: int = 0
// returns: skill: str, name: str, skill_status: str, start: int, end: int, text: str, confidence: float, model: str, status: str, runs: list
MATCH (d:Document {key: $document})-[m:MENTIONS]->(s:Skill)
RETURN s.key AS skill, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS skill_status, m.start AS start, m.end AS end, m.text AS text, m.confidence AS confidence, m.model AS model, m.status AS status, m.runs AS runs
ORDER BY start, end, skill, model
SKIP $offset LIMIT $limit
