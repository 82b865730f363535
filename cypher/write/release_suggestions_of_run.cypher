// name: release_suggestions_of_run
// Take a run's name off suggestions that others made too.
// mode: write
// params: run: str
// returns: released: int
MATCH (:Occupation)-[g:SUGGESTED]->(:Skill)
WHERE $run IN g.runs
SET g.runs = [r IN g.runs WHERE r <> $run]
RETURN count(g) AS released
