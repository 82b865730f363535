// name: skill_occupations
// Occupations that require a skill, those with the most postings for it first. With as_of, made anew from the postings seen by that day: the weight is then their share that asks for the skill.
// mode: read
// params: skill: str, limit: int = 25, offset: int = 0, as_of: day? = null
// returns: occupation: str, title: str, weight: float, postings: int, of: int?, low: float?, high: float?, lift: float?, sources: list, run: str?
// example: skill=SQL limit=5
UNWIND CASE WHEN $as_of IS NULL THEN [$skill] ELSE [] END AS key
MATCH (s:Skill {key: key})<-[r:REQUIRES]-(o:Occupation)
RETURN o.key AS occupation, o.title AS title, r.weight AS weight, r.postings AS postings, r.of AS of, r.low AS low, r.high AS high, r.lift AS lift, r.sources AS sources, r.run AS run
ORDER BY postings DESC, weight DESC, occupation
SKIP $offset LIMIT $limit
UNION ALL
UNWIND CASE WHEN $as_of IS NULL THEN [] ELSE [$skill] END AS key
MATCH (s:Skill {key: key})<-[a:ASKS_FOR]-(p:Posting)-[:ADVERTISES]->(o:Occupation)
WHERE a.certain AND coalesce(p.first_seen, '') <= $as_of
WITH o.key AS occupation, count(DISTINCT p.key) AS postings
MATCH (o:Occupation {key: occupation})
WITH o, occupation, o.title AS title, postings, COUNT { (o)<-[:ADVERTISES]-(p:Posting) WHERE coalesce(p.first_seen, '') <= $as_of } AS of
RETURN occupation, title, toFloat(postings) / of AS weight, postings, of, null AS low, null AS high, null AS lift, ['dice'] AS sources, null AS run
ORDER BY postings DESC, weight DESC, occupation
SKIP $offset LIMIT $limit
