// name: related_edges
// What O*NET calls related to these occupations: `[key, tier]` each.
// mode: read
// params: keys: list
// returns: start: str, ends: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[r:RELATED_TO]->(b:Occupation)
RETURN o.key AS start, collect([b.key, r.tier]) AS ends
