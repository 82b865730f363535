// name: accept_mentions
// Accept by rule what a run proposed: sure enough, and of a skill that the graph knows.
// mode: write
// params: run: str, threshold: float
// returns: accepted: int
MATCH (d:Document)-[m:MENTIONS]->(s:Skill {status: 'canonical'})
WHERE $run IN m.runs AND m.status = 'proposed' AND m.confidence >= $threshold
SET m.status = 'accepted'
RETURN count(m) AS accepted
