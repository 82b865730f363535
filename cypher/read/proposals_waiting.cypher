// name: proposals_waiting
// Mentions that were proposed and not yet accepted, the surest first.
// mode: read
// scope: graph
// params: limit: int = 25, offset: int = 0
// returns: document: str, title: str, skill: str, name: str, text: str, confidence: float, model: str, runs: list
MATCH (d:Document)-[m:MENTIONS]->(s:Skill)
WHERE m.status = 'proposed'
RETURN d.key AS document, d.title AS title, s.key AS skill, coalesce(s.name, s.key) AS name, m.text AS text, m.confidence AS confidence, m.model AS model, m.runs AS runs
ORDER BY confidence DESC, document, skill
SKIP $offset LIMIT $limit
