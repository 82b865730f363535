// name: coverage
// How complete the graph is: postings by how their title found an occupation, occupations by source and postings, skills by status and by the sources that have them, names by source and method. `share` is of all of that kind; a skill may be in several sources.
// mode: read
// scope: graph
// returns: what: str, part: str, count: int, share: float?
// example:
MATCH (p:Posting)
OPTIONAL MATCH (p)-[a:ADVERTISES]->(o:Occupation)
WITH p.key AS posting, min(CASE WHEN o IS NULL THEN 'no occupation' WHEN o.source = 'soc' THEN 'SOC, by ' + a.method ELSE 'a title of its own' END) AS part
WITH part, count(*) AS n
WITH collect([part, n]) AS found, sum(n) AS total
UNWIND found AS one
RETURN 'postings' AS what, one[0] AS part, one[1] AS count, toFloat(one[1]) / total AS share
ORDER BY part
UNION ALL
MATCH (o:Occupation)
WITH o.source AS source, CASE WHEN coalesce(o.postings, 0) >= 20 THEN '20 postings or more' WHEN coalesce(o.postings, 0) > 0 THEN 'fewer postings' ELSE 'no postings' END AS band
WITH source + ', ' + band AS part, count(*) AS n
WITH collect([part, n]) AS found, sum(n) AS total
UNWIND found AS one
RETURN 'occupations' AS what, one[0] AS part, one[1] AS count, toFloat(one[1]) / total AS share
ORDER BY part
UNION ALL
MATCH (s:Skill)
WITH coalesce(s.status, 'candidate') AS part, count(*) AS n
WITH collect([part, n]) AS found, sum(n) AS total
UNWIND found AS one
RETURN 'skills' AS what, one[0] AS part, one[1] AS count, toFloat(one[1]) / total AS share
ORDER BY part
UNION ALL
MATCH (s:Skill {status: 'canonical'})
WITH collect(coalesce(s.sources, [])) AS lists, count(*) AS total
UNWIND lists AS names
UNWIND names AS source
WITH total, source, count(*) AS n
RETURN 'canonical skills' AS what, 'in ' + source AS part, n AS count, toFloat(n) / total AS share
ORDER BY part
UNION ALL
MATCH (:Alias)-[n:NAMES]->()
WITH coalesce(n.source, '') + ', by ' + n.method AS part, count(*) AS n
WITH collect([part, n]) AS found, sum(n) AS total
UNWIND found AS one
RETURN 'names' AS what, one[0] AS part, one[1] AS count, toFloat(one[1]) / total AS share
ORDER BY part
