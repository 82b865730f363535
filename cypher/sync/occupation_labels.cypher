// name: occupation_labels
// Every name of every SOC and ESCO occupation.
// mode: read
// returns: alias: str, occupation: str
MATCH (a:Alias)-[:NAMES]->(o:Occupation)
RETURN a.text AS alias, o.key AS occupation
