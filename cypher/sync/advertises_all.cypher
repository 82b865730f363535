// name: advertises_all
// Every posting's link to an occupation.
// mode: read
// returns: occupation: str, edges: list
MATCH (p:Posting)-[a:ADVERTISES]->(o:Occupation)
RETURN o.key AS occupation, collect([p.key, properties(a)]) AS edges
