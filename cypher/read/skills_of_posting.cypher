// name: skills_of_posting
// Skills a posting asks for, as it writes them; pieces that may be no skill are not `certain`.
// mode: read
// params: posting: str
// returns: skill: str, name: str, status: str, raw: str, method: str, certain: bool
// example: posting=dice:2b767e6b3f4cbf04c843f9014c13880f
MATCH (p:Posting {key: $posting})-[a:ASKS_FOR]->(s:Skill)
RETURN s.key AS skill, coalesce(s.name, s.key) AS name, coalesce(s.status, 'candidate') AS status, a.raw AS raw, a.method AS method, a.certain AS certain
ORDER BY skill, raw
