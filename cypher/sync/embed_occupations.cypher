// name: embed_occupations
// Give occupations the vectors of their titles.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (o:Occupation {key: row.key})
SET o.embedding = row.vector, o.embedded = row.text
