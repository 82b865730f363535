// name: starts_asks_for
// Postings that ask for a skill by one of these spellings.
// mode: read
// params: skill: str, names: list
// returns: start: str
MATCH (s:Skill {key: $skill})<-[r:ASKS_FOR]-(p:Posting)
WHERE r.id IN $names
RETURN DISTINCT p.key AS start
