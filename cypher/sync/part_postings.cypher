// name: part_postings
// Posting nodes of one part of a source.
// mode: read
// params: part: str
// returns: key: str
MATCH (n:Posting)
WHERE n.part = $part
RETURN n.key AS key
