// name: unsupported_skills
// Which of these skills no posting, list, document, teacher or hierarchy speaks of.
// mode: read
// params: keys: list
// returns: key: str
UNWIND $keys AS key
MATCH (s:Skill {key: key})
WHERE NOT EXISTS { (s)<-[:ASKS_FOR|LISTS|LISTED|MENTIONS|SUGGESTED]-() } AND NOT EXISTS { (s)-[:BROADER]-() }
RETURN s.key AS key
