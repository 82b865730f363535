// name: accepted_of_run
// How many accepted suggestions name a run.
// mode: read
// params: run: str
// returns: accepted: int
MATCH (:Occupation)-[g:SUGGESTED]->(:Skill)
WHERE g.status = 'accepted' AND $run IN g.runs
RETURN count(g) AS accepted
