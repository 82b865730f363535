// name: occupation_names
// The names that taxonomies give to SOC occupations.
// mode: read
// returns: alias: str, id: str, method: str, occupation: str, first_seen: str?
MATCH (a:Alias)-[n:NAMES]->(o:Occupation)
WHERE o.key STARTS WITH 'soc:'
RETURN a.text AS alias, n.id AS id, n.method AS method, o.key AS occupation, n.first_seen AS first_seen
