// name: skill_names
// Every spelling of every skill that has a name.
// mode: read
// scope: graph
// returns: key: str, name: str, status: str, alias: str
MATCH (a:Alias)-[:NAMES]->(s:Skill)
WHERE s.name IS NOT NULL
RETURN DISTINCT s.key AS key, s.name AS name, s.status AS status, a.text AS alias
