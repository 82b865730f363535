// name: occupation_skills
// Skills an occupation requires, strongest first: in how many of its postings, the 95 % interval of that share, how many times more often than everywhere (lift), and which sources say so.
// With as_of it is made anew from the evidence that stood on that day: the weight is then the share of the postings seen by then that ask for the skill (0 where only a taxonomy lists it), without lift and run.
// mode: read
// params: occupation: str, limit: int = 25, offset: int = 0, min_weight: float = 0, as_of: day? = null
// returns: skill: str, name: str, weight: float, postings: int, of: int?, low: float?, high: float?, lift: float?, sources: list, run: str?
// example: occupation="Software Developers" limit=5
UNWIND CASE WHEN $as_of IS NULL THEN [$occupation] ELSE [] END AS key
MATCH (o:Occupation {key: key})-[r:REQUIRES]->(s:Skill)
WHERE r.weight >= $min_weight
RETURN s.key AS skill, s.name AS name, r.weight AS weight, r.postings AS postings, r.of AS of, r.low AS low, r.high AS high, r.lift AS lift, r.sources AS sources, r.run AS run
ORDER BY weight DESC, skill
SKIP $offset LIMIT $limit
UNION ALL
UNWIND CASE WHEN $as_of IS NULL THEN [] ELSE [$occupation] END AS key
MATCH (o:Occupation {key: key})
WITH o, COUNT { (o)<-[:ADVERTISES]-(p:Posting) WHERE coalesce(p.first_seen, '') <= $as_of } AS of
CALL (o) {
  MATCH (o)<-[:ADVERTISES]-(p:Posting)-[a:ASKS_FOR]->(s:Skill)
  WHERE a.certain AND coalesce(p.first_seen, '') <= $as_of
  RETURN s.key AS skill, count(DISTINCT p.key) AS n, ['dice'] AS names
  UNION ALL
  MATCH (o)-[l:LISTS|LISTED]->(s:Skill)
  WHERE l.relation <> 'score' AND coalesce(l.first_seen, '') <= $as_of AND (l.last_seen IS NULL OR l.last_seen > $as_of)
  RETURN s.key AS skill, 0 AS n, collect(DISTINCT l.source) AS names
  UNION ALL
  MATCH (o)<-[e:SAME_AS]-(:Occupation)-[l:LISTS|LISTED]->(s:Skill)
  WHERE e.score >= 0.5 AND coalesce(l.first_seen, '') <= $as_of AND (l.last_seen IS NULL OR l.last_seen > $as_of)
  RETURN s.key AS skill, 0 AS n, collect(DISTINCT l.source) AS names
}
UNWIND names AS source
WITH of, skill, max(n) AS postings, collect(DISTINCT source) AS sources
MATCH (s:Skill {key: skill})
WHERE s.status = 'canonical'
WITH of, skill, s.name AS name, postings, sources, CASE WHEN of = 0 THEN 0.0 ELSE toFloat(postings) / of END AS weight
WHERE weight >= $min_weight
WITH of, skill, name, postings, sources, weight, CASE WHEN of = 0 THEN null ELSE (weight + 1.9208 / of) / (1 + 3.8416 / of) END AS middle, CASE WHEN of = 0 THEN null ELSE 1.96 * sqrt(weight * (1 - weight) / of + 0.9604 / (of * of)) / (1 + 3.8416 / of) END AS half
RETURN skill, name, weight, postings, of, CASE WHEN postings > 0 THEN middle - half END AS low, CASE WHEN postings > 0 THEN middle + half END AS high, null AS lift, sources, null AS run
ORDER BY weight DESC, skill
SKIP $offset LIMIT $limit
