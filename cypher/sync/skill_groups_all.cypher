// name: skill_groups_all
// Every group of skills.
// mode: read
// returns: key: str
MATCH (g:SkillGroup)
RETURN g.key AS key
