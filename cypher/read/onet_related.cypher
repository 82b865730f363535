// name: onet_related
// Occupations that O*NET calls related to an occupation, in its own order, and what of the way is still to be learnt where that is known.
// mode: read
// params: occupation: str, limit: int = 25
// returns: occupation: str, title: str, tier: str, rank: int, cost: float?
// example: occupation="Software Developers" limit=5
MATCH (o:Occupation {key: $occupation})-[r:RELATED_TO]->(b:Occupation)
OPTIONAL MATCH (o)-[n:NEAR]->(b)
RETURN b.key AS occupation, b.title AS title, r.tier AS tier, r.rank AS rank, n.cost AS cost
ORDER BY rank, occupation LIMIT $limit
