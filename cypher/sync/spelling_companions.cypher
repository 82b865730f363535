// name: spelling_companions
// For spellings of skills, which other spellings the same postings name, and how often.
// mode: read
// params: rows: list
// returns: id: str, companions: list
UNWIND $rows AS row
MATCH (s:Skill {key: row.skill})<-[a:ASKS_FOR]-(p:Posting)
WHERE a.id = row.id AND a.certain
MATCH (p)-[b:ASKS_FOR]->(:Skill)
WHERE b.certain AND b.id <> row.id
WITH row.id AS id, b.id AS other, count(*) AS n
RETURN id, collect([other, n]) AS companions
