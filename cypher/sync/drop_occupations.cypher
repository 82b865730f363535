// name: drop_occupations
// Remove Occupation nodes that nothing supports any more, with their edges.
// mode: write
// params: keys: list
UNWIND $keys AS key
MATCH (n:Occupation {key: key})
DETACH DELETE n
