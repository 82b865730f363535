// name: drop_estimates
// Remove the estimates of these occupations that come from one source.
// mode: write
// params: keys: list, source: str
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[e:ESTIMATED_BY]->(:Run)
WHERE e.source = $source
DELETE e
