// name: part_performs
// Nodes that PERFORMS edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Occupation)-[r:PERFORMS]->(b:Task)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
