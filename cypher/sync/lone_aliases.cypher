// name: lone_aliases
// Aliases that name nothing.
// mode: read
// returns: key: str
MATCH (a:Alias)
WHERE NOT EXISTS { (a)-[:NAMES|NAMED]->() }
RETURN a.key AS key
