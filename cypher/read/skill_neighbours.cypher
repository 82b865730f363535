// name: skill_neighbours
// Where taxonomies put a skill: what lies above it (up to three levels) and below it (one).
// mode: read
// params: skill: str, limit: int = 50
// returns: relation: str, level: int, key: str, name: str, kind: str, sources: list
// example: skill=SQL limit=5
MATCH path = (:Skill {key: $skill})-[:BROADER*1..3]->(up)
RETURN DISTINCT 'broader' AS relation, length(path) AS level, up.key AS key, coalesce(up.name, up.title, up.key) AS name, labels(up)[0] AS kind, [r IN relationships(path) | r.source] AS sources
ORDER BY level, key LIMIT $limit
UNION ALL
MATCH (:Skill {key: $skill})<-[r:BROADER]-(down:Skill)
RETURN DISTINCT 'narrower' AS relation, 1 AS level, down.key AS key, coalesce(down.name, down.key) AS name, 'Skill' AS kind, [r.source] AS sources
ORDER BY key LIMIT $limit
