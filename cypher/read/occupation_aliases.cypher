// name: occupation_aliases
// Other names of an occupation, and which source gives them.
// mode: read
// params: key: str, limit: int = 25
// returns: alias: str, method: str
MATCH (a:Alias)-[n:NAMES]->(o:Occupation {key: $key})
RETURN a.text AS alias, n.method AS method
ORDER BY alias LIMIT $limit
