// name: postings_all
// Every posting's title as published.
// mode: read
// returns: key: str, title: str
MATCH (p:Posting)
RETURN p.key AS key, p.title AS title
