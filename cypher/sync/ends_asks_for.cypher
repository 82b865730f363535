// name: ends_asks_for
// Which spellings lead to which skills.
// mode: read
// returns: name: str, skill: str
MATCH (p:Posting)-[r:ASKS_FOR]->(s:Skill)
RETURN DISTINCT r.id AS name, s.key AS skill
