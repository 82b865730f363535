// name: hot_skills
// Skills that O*NET calls hot technologies or in demand, those that most postings ask for first, and for how many occupations it says so.
// mode: read
// scope: graph
// params: limit: int = 25
// returns: skill: str, name: str, hot: bool, in_demand: bool, postings: int, occupations: int
// example: limit=5
MATCH (s:Skill)
WHERE s.hot OR s.in_demand
WITH s ORDER BY coalesce(s.postings, 0) DESC, s.key LIMIT $limit
RETURN s.key AS skill, s.name AS name, coalesce(s.hot, false) AS hot, coalesce(s.in_demand, false) AS in_demand, coalesce(s.postings, 0) AS postings, COUNT { (s)<-[l:LISTS]-(:Occupation) WHERE l.hot OR l.in_demand } AS occupations
ORDER BY postings DESC, skill
