// name: unembed_skills
// Take vectors off skills.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (s:Skill {key: key})
REMOVE s.embedding, s.embedded
