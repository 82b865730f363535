// name: occupation_groups
// The SOC groups above an occupation, nearest first.
// mode: read
// params: key: str
// returns: key: str, title: str, level: str
// example: key=soc:15-1252
MATCH path = (o:Occupation {key: $key})-[:IN_GROUP*1..4]->(g:OccupationGroup)
RETURN g.key AS key, g.title AS title, g.level AS level, length(path) AS distance
ORDER BY distance
