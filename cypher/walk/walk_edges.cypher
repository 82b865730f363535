// name: walk_edges
// Every edge a walk may follow: skills by occupation, with weights.
// mode: read
// returns: occupation: str, skills: list
MATCH (o:Occupation)-[r:REQUIRES]->(s:Skill {status: 'canonical'})
WHERE r.weight > 0
RETURN o.key AS occupation, collect([s.key, r.weight]) AS skills
