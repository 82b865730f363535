// name: estimates_of
// What was estimated of these occupations, a map for each run that did.
// mode: read
// params: keys: list
// returns: occupation: str, estimates: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[e:ESTIMATED_BY]->(r:Run)
RETURN o.key AS occupation, collect(properties(e)) AS estimates
