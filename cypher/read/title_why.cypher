// name: title_why
// Which occupations a title means, and why: source, method, how surely.
// mode: read
// params: text: str, as_of: day? = null
// returns: occupation: str, title: str, source: str?, method: str, score: float, first_seen: str?, last_seen: str?, run: str?
// example: text="web developer"
MATCH (a:Alias {key: $text})-[n:NAMES|NAMED]->(o:Occupation)
WHERE ($as_of IS NULL AND n.last_seen IS NULL) OR (coalesce(n.first_seen, '') <= $as_of AND (n.last_seen IS NULL OR n.last_seen > $as_of))
RETURN o.key AS occupation, o.title AS title, n.source AS source, n.method AS method, n.score AS score, n.first_seen AS first_seen, n.last_seen AS last_seen, n.run AS run
ORDER BY score DESC, occupation, source, method
