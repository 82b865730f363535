// name: embed_skills
// Give skills the vectors of their names.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (s:Skill {key: row.key})
SET s.embedding = row.vector, s.embedded = row.text
