// name: groups_of
// The SOC groups above these occupations: `[key, level, title]` each.
// mode: read
// params: keys: list
// returns: occupation: str, groups: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[:IN_GROUP*1..4]->(g:OccupationGroup)
RETURN o.key AS occupation, collect([g.key, g.level, g.title]) AS groups
