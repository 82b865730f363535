// name: drop_postings
// Remove Posting nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Posting {key: key})
DETACH DELETE n
