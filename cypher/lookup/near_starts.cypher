// name: near_starts
// Keys of the occupations that steps lead on from.
// mode: read
// scope: graph
// returns: key: str
MATCH (o:Occupation)
WHERE EXISTS { (o)-[:NEAR]->() }
RETURN o.key AS key
