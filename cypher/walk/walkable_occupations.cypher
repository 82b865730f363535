// name: walkable_occupations
// Occupations that walks can start from, and how strong their skills are together.
// mode: read
// returns: key: str, title: str, weight: float
MATCH (o:Occupation)-[r:REQUIRES]->(s:Skill {status: 'canonical'})
RETURN o.key AS key, o.title AS title, sum(r.weight) AS weight, count(s) AS skills
ORDER BY key
