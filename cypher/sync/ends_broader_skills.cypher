// name: ends_broader_skills
// Which concepts in a hierarchy stand for which skills, at its lower and its upper end.
// mode: read
// returns: name: str, skill: str
MATCH (c:Skill)-[r:BROADER]->(p:Skill)
UNWIND [[split(r.id, '|')[0], c.key], [split(r.id, '|')[1], p.key]] AS pair
RETURN DISTINCT pair[0] AS name, pair[1] AS skill
