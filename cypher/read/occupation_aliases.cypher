// name: occupation_aliases
// Other names of an occupation, and which sources give them.
// mode: read
// params: key: str, limit: int = 25, as_of: day? = null
// returns: alias: str, method: str, score: float, sources: list
// example: key=soc:15-1254 limit=4
MATCH (o:Occupation {key: $key})<-[n:NAMES|NAMED]-(a:Alias)
WHERE ($as_of IS NULL AND n.last_seen IS NULL) OR (coalesce(n.first_seen, '') <= $as_of AND (n.last_seen IS NULL OR n.last_seen > $as_of))
WITH a, min(n.method) AS method, max(n.score) AS score, collect(DISTINCT n.source) AS sources
RETURN a.text AS alias, method, score, sources
ORDER BY alias LIMIT $limit
