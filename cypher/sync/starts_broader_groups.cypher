// name: starts_broader_groups
// Skills whose group one of these concepts gives.
// mode: read
// params: skill: str, names: list
// returns: start: str
MATCH (s:Skill {key: $skill})-[r:BROADER]->(:SkillGroup)
WHERE r.raw IN $names
RETURN DISTINCT s.key AS start
