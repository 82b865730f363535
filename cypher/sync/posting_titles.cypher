// name: posting_titles
// Every posting under its title as published.
// mode: read
// returns: title: str, keys: list
MATCH (p:Posting)
RETURN p.title AS title, collect(p.key) AS keys
