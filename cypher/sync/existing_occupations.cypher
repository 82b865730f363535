// name: existing_occupations
// What the graph holds of these Occupation nodes.
// mode: read
// params: keys: list
// returns: key: str, props: map
UNWIND $keys AS key
MATCH (n:Occupation {key: key})
RETURN n.key AS key, properties(n) AS props
