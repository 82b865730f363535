// name: ends_broader_groups
// Which concepts in a group stand for which skills.
// mode: read
// returns: name: str, skill: str
MATCH (c:Skill)-[r:BROADER]->(:SkillGroup)
RETURN DISTINCT r.raw AS name, c.key AS skill
