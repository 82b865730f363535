// name: changes_between
// How much evidence appeared and how much went away after the day `start`, up to and with the day `end`, per kind and source. Postings never go away but by `forget`.
// mode: read
// scope: graph
// params: start: day, end: day
// returns: kind: str, source: str, appeared: int, gone: int
// example: start=2000-01-01 end=2099-12-31
MATCH (p:Posting)
WITH coalesce(p.source, '') AS source, sum(CASE WHEN p.first_seen > $start AND p.first_seen <= $end THEN 1 ELSE 0 END) AS appeared
RETURN 'posting' AS kind, source, appeared, 0 AS gone
ORDER BY source
UNION ALL
MATCH (:Occupation)-[l:LISTS|LISTED]->(:Skill)
WITH coalesce(l.source, '') AS source, sum(CASE WHEN l.first_seen > $start AND l.first_seen <= $end THEN 1 ELSE 0 END) AS appeared, sum(CASE WHEN l.last_seen > $start AND l.last_seen <= $end THEN 1 ELSE 0 END) AS gone
RETURN 'listing' AS kind, source, appeared, gone
ORDER BY source
UNION ALL
MATCH (:Alias)-[n:NAMES|NAMED]->()
WITH coalesce(n.source, '') AS source, sum(CASE WHEN n.first_seen > $start AND n.first_seen <= $end THEN 1 ELSE 0 END) AS appeared, sum(CASE WHEN n.last_seen > $start AND n.last_seen <= $end THEN 1 ELSE 0 END) AS gone
RETURN 'name' AS kind, source, appeared, gone
ORDER BY source
