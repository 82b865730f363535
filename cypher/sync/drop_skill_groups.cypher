// name: drop_skill_groups
// Remove SkillGroup nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:SkillGroup {key: key})
DETACH DELETE n
