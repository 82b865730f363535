// name: part_skill_groups
// SkillGroup nodes of one part of a source.
// mode: read
// params: part: str
// returns: key: str
MATCH (n:SkillGroup)
WHERE n.part = $part
RETURN n.key AS key
