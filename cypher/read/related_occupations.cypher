// name: related_occupations
// Occupations whose required skills overlap with those of an occupation: the weights that both have over the weights that either has (weighted Jaccard), among the 200 that have most in common.
// mode: read
// params: occupation: str, limit: int = 10
// returns: occupation: str, title: str, overlap: float, shared: int, postings: int
// example: occupation="Software Developers" limit=5
MATCH (o:Occupation {key: $occupation})-[r:REQUIRES]->(s:Skill)
WITH s, r.weight AS own
MATCH (s)<-[q:REQUIRES]-(b:Occupation)
WHERE b.key <> $occupation
WITH b.key AS other, sum(CASE WHEN own < q.weight THEN own ELSE q.weight END) AS common, count(*) AS shared
ORDER BY common DESC, other LIMIT 200
MATCH (b:Occupation {key: other})-[q:REQUIRES]->(:Skill)
WITH b.key AS other, b.title AS title, b.postings AS postings, common, shared, sum(q.weight) AS theirs
MATCH (o:Occupation {key: $occupation})-[r:REQUIRES]->(:Skill)
WITH other, title, postings, common, shared, theirs, sum(r.weight) AS ours
RETURN other AS occupation, title, common / (ours + theirs - common) AS overlap, shared, coalesce(postings, 0) AS postings
ORDER BY overlap DESC, occupation LIMIT $limit
