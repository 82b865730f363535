// name: existing_suggestions
// The skills that teachers suggested for these occupations.
// mode: read
// params: keys: list
// returns: occupation: str, suggestions: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[g:SUGGESTED]->(s:Skill)
RETURN o.key AS occupation, collect([s.key, properties(g)]) AS suggestions
