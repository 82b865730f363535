// name: start_figures
// What walks can be started by: each occupation's title, persons employed and postings, with as_of those seen by then.
// mode: read
// params: keys: list, as_of: day? = null
// returns: key: str, title: str, employment: float, postings: int
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH o, CASE WHEN $as_of IS NULL THEN coalesce(o.postings, 0) ELSE COUNT { (o)<-[:ADVERTISES]-(p:Posting) WHERE coalesce(p.first_seen, '') <= $as_of } END AS postings
RETURN o.key AS key, o.title AS title, toFloat(coalesce(o.employment, 0)) AS employment, postings
