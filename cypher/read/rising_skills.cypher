// name: rising_skills
// Skills whose share of postings grew most from before a day to since then, everywhere or in one occupation. A posting's day is when it was published where that is known, else when it was first seen here.
// mode: read
// scope: graph
// params: since: day, start: day? = null, end: day? = null, occupation: str? = null, min_postings: int = 5, limit: int = 25
// returns: skill: str, name: str, change: float, before: float, after: float, postings_before: int, postings_after: int, of_before: int, of_after: int
// example: since=2018-02-22 min_postings=3 limit=4
// example: since=2018-02-22 occupation="Software Developers" min_postings=2 limit=3
UNWIND CASE WHEN $occupation IS NULL THEN [true] ELSE [] END AS everywhere
CALL () {
  MATCH (p:Posting)
  WITH coalesce(p.posted_on, p.first_seen, '') AS day
  WHERE ($start IS NULL OR day >= $start) AND ($end IS NULL OR day < $end)
  RETURN sum(CASE WHEN day < $since THEN 1 ELSE 0 END) AS of_before, sum(CASE WHEN day < $since THEN 0 ELSE 1 END) AS of_after
}
MATCH (s:Skill {status: 'canonical'})
WHERE s.postings >= $min_postings AND of_before > 0 AND of_after > 0
CALL (s) {
  MATCH (s)<-[a:ASKS_FOR]-(p:Posting)
  WHERE a.certain
  WITH DISTINCT p.key AS posting, coalesce(p.posted_on, p.first_seen, '') AS day
  WHERE ($start IS NULL OR day >= $start) AND ($end IS NULL OR day < $end)
  RETURN sum(CASE WHEN day < $since THEN 1 ELSE 0 END) AS postings_before, sum(CASE WHEN day < $since THEN 0 ELSE 1 END) AS postings_after
}
WITH s.key AS skill, s.name AS name, of_before, of_after, postings_before, postings_after, toFloat(postings_before) / of_before AS before, toFloat(postings_after) / of_after AS after
WHERE after > before AND postings_before + postings_after >= $min_postings
RETURN skill, name, after - before AS change, before, after, postings_before, postings_after, of_before, of_after
ORDER BY change DESC, skill LIMIT $limit
UNION ALL
UNWIND CASE WHEN $occupation IS NULL THEN [] ELSE [$occupation] END AS key
MATCH (o:Occupation {key: key})<-[:ADVERTISES]-(p:Posting)
WITH o, coalesce(p.posted_on, p.first_seen, '') AS day
WHERE ($start IS NULL OR day >= $start) AND ($end IS NULL OR day < $end)
WITH o, sum(CASE WHEN day < $since THEN 1 ELSE 0 END) AS of_before, sum(CASE WHEN day < $since THEN 0 ELSE 1 END) AS of_after
WHERE of_before > 0 AND of_after > 0
MATCH (o)<-[:ADVERTISES]-(p:Posting)-[a:ASKS_FOR]->(s:Skill)
WHERE a.certain
WITH DISTINCT of_before, of_after, s.key AS skill, s.name AS name, s.status AS status, p.key AS posting, coalesce(p.posted_on, p.first_seen, '') AS day
WHERE ($start IS NULL OR day >= $start) AND ($end IS NULL OR day < $end)
WITH of_before, of_after, skill, name, status, sum(CASE WHEN day < $since THEN 1 ELSE 0 END) AS postings_before, sum(CASE WHEN day < $since THEN 0 ELSE 1 END) AS postings_after
WITH of_before, of_after, skill, name, status, postings_before, postings_after, toFloat(postings_before) / of_before AS before, toFloat(postings_after) / of_after AS after
WHERE status = 'canonical' AND after > before AND postings_before + postings_after >= $min_postings
RETURN skill, name, after - before AS change, before, after, postings_before, postings_after, of_before, of_after
ORDER BY change DESC, skill LIMIT $limit
