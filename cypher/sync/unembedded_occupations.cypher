// name: unembedded_occupations
// Occupations of taxonomies whose title has no vector yet.
// mode: read
// returns: key: str, text: str
MATCH (o:Occupation)
WHERE NOT o.source IN ['dice', 'code'] AND o.title IS NOT NULL AND (o.embedded IS NULL OR o.embedded <> o.title)
RETURN o.key AS key, o.title AS text
ORDER BY text, key
