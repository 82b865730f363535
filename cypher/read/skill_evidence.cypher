// name: skill_evidence
// The postings behind an occupation's link to a skill, with the words they use.
// mode: read
// params: occupation: str, skill: str, limit: int = 5
// returns: posting: str, title: str, company: str?, raw: str, source_row: str, run: str
MATCH (o:Occupation {key: $occupation})<-[:ADVERTISES]-(p:Posting)-[a:ASKS_FOR]->(s:Skill {key: $skill})
WHERE a.certain
RETURN p.key AS posting, p.title AS title, p.company AS company, a.raw AS raw, p.source_row AS source_row, a.run AS run
ORDER BY posting LIMIT $limit
