// name: drop_mentions_of_run
// Remove mentions that only this run supports.
// mode: write
// params: run: str
// returns: removed: int
MATCH (:Document)-[m:MENTIONS]->(:Skill)
WHERE m.runs = [$run]
DELETE m
RETURN count(*) AS removed
