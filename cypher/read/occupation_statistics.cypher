// name: occupation_statistics
// How many skills people of an occupation list and how many years they stay in a job: means and spreads (standard deviations), by what was counted in postings and by what a teacher said, each with the run that wrote it.
// mode: read
// params: occupation: str
// returns: source: str, skills_mean: float, skills_spread: float, years_mean: float, years_spread: float, years_source: str, postings: int, teacher: str?, prompt: str?, run: str
MATCH (o:Occupation {key: $occupation})-[e:ESTIMATED_BY]->(r:Run)
RETURN e.source AS source, e.skills_mean AS skills_mean, e.skills_spread AS skills_spread, e.years_mean AS years_mean, e.years_spread AS years_spread, e.years_source AS years_source, e.postings AS postings, e.teacher AS teacher, e.prompt AS prompt, r.key AS run
ORDER BY source
