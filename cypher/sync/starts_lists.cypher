// name: starts_lists
// Occupations that list a skill by one of these concepts.
// mode: read
// params: skill: str, names: list
// returns: start: str
MATCH (s:Skill {key: $skill})<-[r:LISTS]-(o:Occupation)
WHERE r.concept IN $names
RETURN DISTINCT o.key AS start
