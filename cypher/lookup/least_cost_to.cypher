// name: least_cost_to
// The cost of the cheapest step to an occupation; null where none leads there.
// mode: read
// params: key: str
// returns: cost: float?
MATCH (o:Occupation {key: $key})<-[n:NEAR]-(:Occupation)
RETURN min(n.cost) AS cost
