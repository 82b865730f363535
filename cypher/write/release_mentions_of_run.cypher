// name: release_mentions_of_run
// Take a run's name off mentions that others support too.
// mode: write
// params: run: str
// returns: released: int
MATCH (:Document)-[m:MENTIONS]->(:Skill)
WHERE $run IN m.runs
SET m.runs = [r IN m.runs WHERE r <> $run]
RETURN count(m) AS released
