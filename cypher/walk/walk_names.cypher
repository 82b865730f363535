// name: walk_names
// Display names of occupations and skills on walks.
// mode: read
// params: occupations: list, skills: list
// returns: kind: str, keys: list, names: list
UNWIND $occupations AS key
MATCH (o:Occupation {key: key})
RETURN 'occupation' AS kind, collect(o.key) AS keys, collect(coalesce(o.title, o.key)) AS names
UNION ALL
UNWIND $skills AS key
MATCH (s:Skill {key: key})
RETURN 'skill' AS kind, collect(s.key) AS keys, collect(coalesce(s.name, s.key)) AS names
