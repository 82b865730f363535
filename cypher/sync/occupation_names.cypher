// name: occupation_names
// The names that taxonomies give to occupations.
// mode: read
// returns: alias: str, method: str, occupation: str
MATCH (a:Alias)-[n:NAMES]->(o:Occupation)
RETURN a.text AS alias, n.method AS method, o.key AS occupation
