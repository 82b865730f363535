// name: near_edges
// The steps that lead on from these occupations: keys and costs in the same order.
// mode: read
// params: keys: list
// returns: start: str, ends: list, costs: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[n:NEAR]->(b:Occupation)
RETURN o.key AS start, collect(b.key) AS ends, collect(n.cost) AS costs
