// name: ends_lists
// Which concepts lead to which skills.
// mode: read
// returns: name: str, skill: str
MATCH (o:Occupation)-[r:LISTS]->(s:Skill)
RETURN DISTINCT r.concept AS name, s.key AS skill
