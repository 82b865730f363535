// name: known_postings
// Which of these postings the graph holds, and where each stands first.
// mode: read
// params: keys: list
// returns: key: str, source_row: str?
UNWIND $keys AS key
MATCH (p:Posting {key: key})
RETURN p.key AS key, p.source_row AS source_row
