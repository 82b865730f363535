// name: skill_names_all
// Every edge from an alias to a skill.
// mode: read
// returns: alias: str, skill: str, props: map
MATCH (a:Alias)-[n:NAMES]->(s:Skill)
RETURN a.key AS alias, s.key AS skill, properties(n) AS props
