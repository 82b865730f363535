// name: listing_evidence
// The taxonomy rows behind an occupation's link to a skill: its own, and those of occupations that other systems call the same (`through`, with how sure that is).
// mode: read
// params: occupation: str, skill: str, as_of: day? = null
// returns: source: str, relation: str, value: float?, raw: str, code: str, hot: bool, in_demand: bool, through: str?, same: float, first_seen: str?, last_seen: str?, run: str?
// example: occupation="Software Developers" skill=Java
MATCH (o:Occupation {key: $occupation})-[l:LISTS|LISTED]->(s:Skill {key: $skill})
WHERE ($as_of IS NULL AND l.last_seen IS NULL) OR (coalesce(l.first_seen, '') <= $as_of AND (l.last_seen IS NULL OR l.last_seen > $as_of))
RETURN l.source AS source, l.relation AS relation, l.value AS value, coalesce(l.raw, s.name) AS raw, coalesce(l.code, '') AS code, coalesce(l.hot, false) AS hot, coalesce(l.in_demand, false) AS in_demand, null AS through, 1.0 AS same, l.first_seen AS first_seen, l.last_seen AS last_seen, l.run AS run
ORDER BY source, relation, code, raw
UNION ALL
MATCH (o:Occupation {key: $occupation})<-[e:SAME_AS]-(f:Occupation)-[l:LISTS|LISTED]->(s:Skill {key: $skill})
WHERE ($as_of IS NULL AND l.last_seen IS NULL) OR (coalesce(l.first_seen, '') <= $as_of AND (l.last_seen IS NULL OR l.last_seen > $as_of))
RETURN l.source AS source, l.relation AS relation, l.value AS value, coalesce(l.raw, s.name) AS raw, coalesce(l.code, '') AS code, coalesce(l.hot, false) AS hot, coalesce(l.in_demand, false) AS in_demand, f.key AS through, e.score AS same, l.first_seen AS first_seen, l.last_seen AS last_seen, l.run AS run
ORDER BY same DESC, through, relation
