// name: part_concepts
// Concept nodes of one part of a source.
// mode: read
// params: part: str
// returns: key: str
MATCH (n:Concept)
WHERE n.part = $part
RETURN n.key AS key
