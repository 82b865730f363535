// name: part_old_occupation_aliases
// Nodes that NAMED edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Alias)-[r:NAMED]->(b:Occupation)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
