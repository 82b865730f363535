// name: count_nodes
// How many nodes of each label the graph holds.
// mode: read
// scope: graph
// returns: label: str, nodes: int
// example:
MATCH (n)
RETURN labels(n)[0] AS label, count(*) AS nodes
ORDER BY label
