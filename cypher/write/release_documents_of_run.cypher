// name: release_documents_of_run
// Take a run's name off documents that others support too.
// mode: write
// params: run: str
// returns: released: int
MATCH (d:Document)
WHERE $run IN d.runs
SET d.runs = [r IN d.runs WHERE r <> $run]
RETURN count(d) AS released
