// name: accepted_suggestions
// The canonical skills that were suggested for these occupations and accepted.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH key, o
MATCH (o)-[g:SUGGESTED]->(s:Skill)
WHERE g.status = 'accepted'
WITH key, collect(DISTINCT [s.key, s.status]) AS found
WITH key, [f IN found WHERE f[1] = 'canonical' | f[0]] AS skills
WHERE size(skills) > 0
RETURN key AS occupation, skills
