// name: existing_skill_groups
// What the graph holds of these SkillGroup nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:SkillGroup {key: key})
RETURN n.key AS key, properties(n) AS props
