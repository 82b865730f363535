// name: walk_aliases
// Other names of skills on walks that mean the same without doubt, for texts that say them otherwise.
// mode: read
// params: keys: list
// returns: key: str, aliases: list
UNWIND $keys AS key
MATCH (s:Skill {key: key})
WITH s
MATCH (a:Alias)-[n:NAMES]->(s)
WHERE n.method IN ['known', 'list', 'acronym', 'form', 'maker', 'taxonomy name', 'taxonomy label'] AND n.score >= 0.85
WITH s.key AS key, a.text AS alias
ORDER BY key, alias
RETURN key, collect(DISTINCT alias) AS aliases
