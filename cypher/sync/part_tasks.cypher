// name: part_tasks
// Task nodes of one part of a source.
// mode: read
// params: part: str
// returns: key: str
MATCH (n:Task)
WHERE n.part = $part
RETURN n.key AS key
