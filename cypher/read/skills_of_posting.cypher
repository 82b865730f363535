// name: skills_of_posting
// Skills a posting asks for, as it writes them; unsure pieces are told apart.
// mode: read
// params: posting: str
// returns: skill: str, name: str, status: str, raw: str, method: str, certain: bool
MATCH (p:Posting {key: $posting})-[a:ASKS_FOR]->(s:Skill)
RETURN s.key AS skill, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, a.raw AS raw, a.method AS method, a.certain AS certain
ORDER BY skill, raw
