// name: occupation_listings
// What taxonomies list for these occupations: canonical skill, system, relation, value, flags.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH key, o
MATCH (o)-[l:LISTS]->(s:Skill)
WITH key, collect([s.key, l.relation, l.value, l.hot, l.in_demand, s.status]) AS found
RETURN key AS occupation, [f IN found WHERE f[5] = 'canonical'] AS skills
