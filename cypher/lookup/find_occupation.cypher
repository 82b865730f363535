// name: find_occupation
// The occupations that a key, a title or another name means (rank 0 key, 1 title, 2 alias, 3 slug), and how surely.
// mode: read
// params: key: str, folded: str, slug: str
// returns: key: str, title: str, source: str, definition: str, postings: int, employment: int?, wage_median: float?, rank: int, score: float
MATCH (o:Occupation {key: $key})
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 0 AS rank, 1.0 AS score
UNION
MATCH (o:Occupation {folded: $folded})
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 1 AS rank, 1.0 AS score
UNION
MATCH (:Alias {key: $folded})-[n:NAMES]->(o:Occupation)
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 2 AS rank, max(n.score) AS score
UNION
MATCH (o:Occupation {key: $slug})
RETURN o.key AS key, o.title AS title, o.source AS source, coalesce(o.definition, '') AS definition, coalesce(o.postings, 0) AS postings, o.employment AS employment, o.wage_median AS wage_median, 3 AS rank, 1.0 AS score
