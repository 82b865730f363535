// name: occupation_skill_counts
// How many postings of these occupations ask for each canonical skill.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (:Occupation {key: key})<-[:ADVERTISES]-(:Posting)-[a:ASKS_FOR]->(s:Skill {status: 'canonical'})
WHERE a.certain
WITH key, s.key AS skill, count(*) AS n
RETURN key AS occupation, collect([skill, n]) AS skills
