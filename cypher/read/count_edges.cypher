// name: count_edges
// How many edges of each type the graph holds.
// mode: read
// scope: graph
// returns: type: str, edges: int
// example:
MATCH ()-[r]->()
RETURN type(r) AS type, count(*) AS edges
ORDER BY type
