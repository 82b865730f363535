// name: near_occupations
// Occupations one step away, the cheapest first. The cost is about the share of their weighted skills that is still to be learnt (`docs/graph.md`); `shared` of their skills the occupation requires too, though perhaps less, and `learn` not at all.
// mode: read
// params: occupation: str, limit: int = 15
// returns: occupation: str, title: str, cost: float, shared: int, learn: int, tier: str?, wage_median: float?
// example: occupation="Software Developers" limit=5
MATCH (o:Occupation {key: $occupation})-[n:NEAR]->(b:Occupation)
RETURN b.key AS occupation, b.title AS title, n.cost AS cost, n.shared AS shared, n.learn AS learn, n.tier AS tier, b.wage_median AS wage_median
ORDER BY cost, occupation LIMIT $limit
