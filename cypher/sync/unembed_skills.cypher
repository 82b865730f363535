// name: unembed_skills
// Take the vectors of skills away.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (s:Skill {key: key})
SET s.embedding = null, s.embedded = null
