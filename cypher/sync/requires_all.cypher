// name: requires_all
// Every REQUIRES edge with its properties.
// mode: read
// returns: occupation: str, edges: list
MATCH (o:Occupation)-[r:REQUIRES]->(s:Skill)
RETURN o.key AS occupation, collect([s.key, properties(r)]) AS edges
