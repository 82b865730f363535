// name: suggestion_evidence
// Who suggested a skill for an occupation, by which prompt, in which runs.
// mode: read
// params: occupation: str, skill: str
// returns: raw: str, rank: int, support: float, lift: float?, neighbours: int, status: str, teacher: str, prompt: str, first_seen: str, runs: list
MATCH (o:Occupation {key: $occupation})-[g:SUGGESTED]->(s:Skill {key: $skill})
RETURN g.raw AS raw, g.rank AS rank, g.support AS support, g.lift AS lift, g.neighbours AS neighbours, g.status AS status, g.teacher AS teacher, g.prompt AS prompt, g.first_seen AS first_seen, g.runs AS runs
ORDER BY teacher
