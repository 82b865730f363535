// name: existing_postings
// What the graph holds of these Posting nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Posting {key: key})
RETURN n.key AS key, properties(n) AS props
