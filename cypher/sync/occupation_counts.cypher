// name: occupation_counts
// How many postings stand under each occupation.
// mode: read
// returns: key: str, postings: int
MATCH (p:Posting)-[:ADVERTISES]->(o:Occupation)
RETURN o.key AS key, count(p) AS postings
