// name: drop_skills
// Remove Skill nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Skill {key: key})
DETACH DELETE n
