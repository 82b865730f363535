// name: same_as_all
// Foreign occupations and the SOC occupations they are the same as, from a score on.
// mode: read
// params: least: float
// returns: foreign: str, occupation: str, score: float
MATCH (e:Occupation)-[l:SAME_AS]->(o:Occupation)
WHERE l.score >= $least
RETURN e.key AS foreign, o.key AS occupation, l.score AS score
