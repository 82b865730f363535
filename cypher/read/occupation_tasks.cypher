// name: occupation_tasks
// What an occupation does, core tasks first.
// mode: read
// params: occupation: str, limit: int = 25
// returns: task: str, text: str, kind: str, source: str
// example: occupation="Software Developers" limit=3
MATCH (o:Occupation {key: $occupation})-[r:PERFORMS]->(t:Task)
RETURN t.key AS task, t.text AS text, coalesce(t.kind, '') AS kind, r.source AS source
ORDER BY kind, task LIMIT $limit
