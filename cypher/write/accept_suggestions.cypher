// name: accept_suggestions
// Accept by rule what a run suggested: enough support among neighbours, and a skill that the graph knows.
// mode: write
// params: run: str, least: float
// returns: accepted: int
MATCH (:Occupation)-[g:SUGGESTED]->(s:Skill {status: 'canonical'})
WHERE $run IN g.runs AND g.status = 'proposed' AND g.support >= $least
SET g.status = 'accepted'
RETURN count(g) AS accepted
