// name: walk_names
// Display names of nodes on walks.
// mode: read
// params: keys: list
// returns: key: str, name: str
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
RETURN o.key AS key, o.title AS name
UNION
UNWIND $keys AS key
MATCH (s:Skill {key: key})
RETURN s.key AS key, s.name AS name
