// name: skills_all
// Every skill's key and what is derived of it.
// mode: read
// returns: key: str, props: map
MATCH (s:Skill)
RETURN s.key AS key, s {.name, .folded, .kind, .status, .postings, .concepts, .sources, .hot, .in_demand} AS props
