// name: suggestions_waiting
// Skills that teachers suggested for occupations and nobody accepted yet, those with the most support among neighbouring occupations first. `prompt` is the version of the prompt.
// mode: read
// scope: graph
// params: limit: int = 25, offset: int = 0
// returns: occupation: str, title: str, skill: str, name: str, raw: str, support: float, lift: float?, neighbours: int, teacher: str, prompt: str, runs: list
MATCH (o:Occupation)-[g:SUGGESTED]->(s:Skill)
WHERE g.status = 'proposed'
RETURN o.key AS occupation, o.title AS title, s.key AS skill, coalesce(s.name, s.key) AS name, g.raw AS raw, g.support AS support, g.lift AS lift, g.neighbours AS neighbours, g.teacher AS teacher, g.prompt AS prompt, g.runs AS runs
ORDER BY support DESC, occupation, skill
SKIP $offset LIMIT $limit
