// name: occupation_skill_counts
// How many postings of an occupation ask for each canonical skill.
// mode: read
// returns: occupation: str, skills: list
MATCH (o:Occupation)<-[:ADVERTISES]-(:Posting)-[a:ASKS_FOR]->(s:Skill {status: 'canonical'})
WHERE a.certain
WITH o.key AS occupation, s.key AS skill, count(*) AS n
RETURN occupation, collect([skill, n]) AS skills
