// name: existing_skills
// What the graph holds of these Skill nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Skill {key: key})
RETURN n.key AS key, properties(n) AS props
