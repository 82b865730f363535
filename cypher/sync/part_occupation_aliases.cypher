// name: part_occupation_aliases
// Nodes that NAMES edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Alias)-[r:NAMES]->(b:Occupation)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
