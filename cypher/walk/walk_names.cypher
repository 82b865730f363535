// name: walk_names
// Display names of occupations and skills on walks.
// mode: read
// params: occupations: list, skills: list
// returns: kind: str, key: str, name: str
UNWIND $occupations AS key
MATCH (o:Occupation {key: key})
RETURN 'occupation' AS kind, o.key AS key, o.title AS name
UNION ALL
UNWIND $skills AS key
MATCH (s:Skill {key: key})
RETURN 'skill' AS kind, s.key AS key, s.name AS name
