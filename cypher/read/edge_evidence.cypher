// name: edge_evidence
// Everything behind an occupation's link to a skill, a row each: the edge itself with its weight, rows of taxonomies with their value, rows of occupations that are the same in another system with how sure that is, what teachers suggested, with the prompt as key and the support among neighbours, then postings with how sure their occupation is. With as_of without the edge: it is always that of today.
// mode: read
// params: occupation: str, skill: str, limit: int = 25, as_of: day? = null
// returns: kind: str, source: str, key: str, text: str, value: float?, first_seen: str?, last_seen: str?, run: str?
// example: occupation="Software Developers" skill=Java limit=3
MATCH (o:Occupation {key: $occupation})
MATCH (s:Skill {key: $skill})
MATCH (o)-[r:REQUIRES]->(s)
WHERE $as_of IS NULL
RETURN 'requires' AS kind, reduce(t = '', x IN r.sources | t + CASE t WHEN '' THEN '' ELSE ' ' END + x) AS source, o.key AS key, o.title + ': ' + s.name AS text, r.weight AS value, null AS first_seen, null AS last_seen, r.run AS run
UNION ALL
MATCH (o:Occupation {key: $occupation})-[l:LISTS|LISTED]->(s:Skill {key: $skill})
WHERE ($as_of IS NULL AND l.last_seen IS NULL) OR (coalesce(l.first_seen, '') <= $as_of AND (l.last_seen IS NULL OR l.last_seen > $as_of))
RETURN 'listing' AS kind, l.source AS source, coalesce(l.code, '') AS key, l.relation + ': ' + coalesce(l.raw, s.name) AS text, l.value AS value, l.first_seen AS first_seen, l.last_seen AS last_seen, l.run AS run
ORDER BY source, key, text
UNION ALL
MATCH (o:Occupation {key: $occupation})<-[e:SAME_AS]-(f:Occupation)-[l:LISTS|LISTED]->(s:Skill {key: $skill})
WHERE ($as_of IS NULL AND l.last_seen IS NULL) OR (coalesce(l.first_seen, '') <= $as_of AND (l.last_seen IS NULL OR l.last_seen > $as_of))
RETURN 'listing of the same' AS kind, l.source AS source, f.key AS key, l.relation + ': ' + coalesce(l.raw, s.name) AS text, e.score AS value, l.first_seen AS first_seen, l.last_seen AS last_seen, l.run AS run
ORDER BY source, key, text
UNION ALL
MATCH (o:Occupation {key: $occupation})-[g:SUGGESTED]->(s:Skill {key: $skill})
WHERE $as_of IS NULL OR g.first_seen <= $as_of
RETURN 'suggestion' AS kind, g.teacher AS source, g.prompt AS key, g.status + ': ' + g.raw AS text, g.support AS value, g.first_seen AS first_seen, null AS last_seen, g.runs[0] AS run
ORDER BY source
UNION ALL
MATCH (s:Skill {key: $skill})<-[a:ASKS_FOR]-(p:Posting)
WHERE a.certain AND ($as_of IS NULL OR coalesce(p.first_seen, '') <= $as_of)
WITH p, a
MATCH (p)-[v:ADVERTISES]->(o:Occupation)
WHERE o.key = $occupation
WITH p, min(a.raw) AS raw, max(v.score) AS value, min(a.run) AS run
RETURN 'posting' AS kind, p.source_row AS source, p.key AS key, p.title + ': ' + raw AS text, value, p.first_seen AS first_seen, null AS last_seen, run
ORDER BY key LIMIT $limit
