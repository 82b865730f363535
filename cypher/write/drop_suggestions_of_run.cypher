// name: drop_suggestions_of_run
// Remove suggestions that only this run made.
// mode: write
// params: run: str
// returns: removed: int
MATCH (:Occupation)-[g:SUGGESTED]->(:Skill)
WHERE g.runs = [$run]
DELETE g
RETURN count(*) AS removed
