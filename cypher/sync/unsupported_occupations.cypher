// name: unsupported_occupations
// Which of these occupations nothing speaks of.
// mode: read
// params: keys: list
// returns: key: str
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WHERE NOT EXISTS { (o)<-[:ADVERTISES|NAMES|NAMED|RELATED_TO]-() } AND NOT EXISTS { (o)-[:LISTS|LISTED|PERFORMS|RELATED_TO]->() }
RETURN o.key AS key
