// name: steps_between
// The steps between pairs of occupations, with titles, wages and what O*NET says of them.
// mode: read
// params: pairs: list
// returns: start: str, end: str, start_title: str, end_title: str, cost: float, shared: int, learn: int, tier: str?, wage_median: float?
UNWIND $pairs AS pair
MATCH (a:Occupation {key: pair[0]})-[n:NEAR]->(b:Occupation {key: pair[1]})
RETURN a.key AS start, b.key AS end, a.title AS start_title, b.title AS end_title, n.cost AS cost, n.shared AS shared, n.learn AS learn, n.tier AS tier, b.wage_median AS wage_median
