// name: find_occupation
// The occupation that a key, a title or another name means; the best first (rank 0 key, 1 title, 2 alias).
// mode: read
// params: key: str, folded: str, slug: str
// returns: key: str, title: str, source: str, definition: str, postings: int, employment: int?, wage_median: float?, rank: int
MATCH (o:Occupation {key: $key})
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 0 AS rank
UNION
MATCH (o:Occupation {folded: $folded})
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 1 AS rank
UNION
MATCH (:Alias {key: $folded})-[:NAMES]->(o:Occupation)
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 2 AS rank
UNION
MATCH (o:Occupation {key: $slug})
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 3 AS rank
