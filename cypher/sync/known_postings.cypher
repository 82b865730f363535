// name: known_postings
// Which of these postings the graph holds.
// mode: read
// params: keys: list
// returns: key: str
UNWIND $keys AS key
MATCH (p:Posting {key: key})
RETURN p.key AS key
