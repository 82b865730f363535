// name: soc_requiring
// Keys of the SOC occupations that require any skill.
// mode: read
// scope: graph
// returns: key: str
MATCH (o:Occupation)
WHERE o.key STARTS WITH 'soc:' AND EXISTS { (o)-[:REQUIRES]->(:Skill) }
RETURN o.key AS key
ORDER BY key
