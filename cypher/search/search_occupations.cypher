// name: search_occupations
// Occupations whose title holds the text, or whose other name is the text; most postings first.
// mode: read
// scope: graph
// params: text: str, limit: int = 20, offset: int = 0
// returns: key: str, title: str, source: str, definition: str, postings: int, employment: int?, wage_median: float?
// example: text=developer limit=3
MATCH (o:Occupation)
WHERE o.folded CONTAINS $text OR EXISTS { MATCH (:Alias {key: $text})-[:NAMES]->(o) }
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median
ORDER BY postings DESC, key
SKIP $offset LIMIT $limit
