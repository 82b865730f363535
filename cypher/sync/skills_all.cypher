// name: skills_all
// Every skill's key, name, status and count.
// mode: read
// returns: key: str, props: map
MATCH (s:Skill)
RETURN s.key AS key, s {.name, .folded, .status, .postings} AS props
