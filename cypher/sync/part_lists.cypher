// name: part_lists
// Nodes that LISTS edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Occupation)-[r:LISTS]->(b:Skill)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
