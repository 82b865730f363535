// name: related_occupations
// Occupations whose required skills overlap with those of an occupation: the weights that both have over the weights that either has (weighted Jaccard), among the 200 that have most in common.
// mode: read
// scope: neighbours
// params: occupation: str, limit: int = 10
// returns: occupation: str, title: str, overlap: float, shared: int, postings: int
// example: occupation="Software Developers" limit=5
MATCH (o:Occupation {key: $occupation})-[r:REQUIRES]->(s:Skill)
WITH o, s, r.weight AS own
MATCH (s)<-[q:REQUIRES]-(b:Occupation)
WHERE b <> o
WITH o, b, sum(CASE WHEN own < q.weight THEN own ELSE q.weight END) AS common, count(*) AS shared
ORDER BY common DESC, b.key LIMIT 200
MATCH (b)-[q:REQUIRES]->(:Skill)
WITH o, b, common, shared, sum(q.weight) AS theirs
WITH o, collect([b, common, shared, theirs]) AS found
MATCH (o)-[r:REQUIRES]->(:Skill)
WITH found, sum(r.weight) AS ours
UNWIND found AS other
WITH ours, other[0] AS b, other[1] AS common, other[2] AS shared, other[3] AS theirs
RETURN b.key AS occupation, b.title AS title, common / (ours + theirs - common) AS overlap, shared, coalesce(b.postings, 0) AS postings
ORDER BY overlap DESC, occupation LIMIT $limit
