// name: skill_postings
// How many postings surely ask for each of these skills.
// mode: read
// params: keys: list
// returns: key: str, postings: int
UNWIND $keys AS key
MATCH (s:Skill {key: key})<-[a:ASKS_FOR]-(p:Posting)
WHERE a.certain
RETURN key, count(DISTINCT p.key) AS postings
