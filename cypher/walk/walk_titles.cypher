// name: walk_titles
// What else people call the occupations on walks, for documents that do not use the official title.
// mode: read
// params: keys: list
// returns: key: str, titles: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH o
MATCH (o)<-[n:NAMES|NAMED]-(a:Alias)
WHERE n.method IN ['direct_match', 'onet_alternate', 'esco_label'] AND n.last_seen IS NULL
WITH o.key AS key, a.text AS title
ORDER BY key, title
RETURN key, collect(DISTINCT title) AS titles
