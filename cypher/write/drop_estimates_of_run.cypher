// name: drop_estimates_of_run
// Remove what a run estimated.
// mode: write
// params: run: str
// returns: removed: int
MATCH (:Occupation)-[e:ESTIMATED_BY]->(r:Run {key: $run})
DELETE e
RETURN count(*) AS removed
