// name: existing_requires
// The REQUIRES edges that leave these Occupation nodes, with their properties.
// mode: read
// params: starts: list
// returns: start: str, edges: list
UNWIND $starts AS key
MATCH (a:Occupation {key: key})-[r:REQUIRES]->(b:Skill)
RETURN a.key AS start, collect([b.key, properties(r)]) AS edges
