// name: part_related
// Nodes that RELATED_TO edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Occupation)-[r:RELATED_TO]->(b:Occupation)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
