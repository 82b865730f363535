// name: part_old_lists
// Nodes that LISTED edges of one part of a source leave.
// mode: read
// params: part: str
// returns: key: str
MATCH (a:Occupation)-[r:LISTED]->(b:Skill)
WHERE r.part = $part
RETURN DISTINCT a.key AS key
