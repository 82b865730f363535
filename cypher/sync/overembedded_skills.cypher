// name: overembedded_skills
// Skills with a vector that a first load would not give one: what confirmed them is gone.
// mode: read
// returns: key: str
MATCH (s:Skill)
WHERE s.embedded IS NOT NULL AND NOT (s.status = 'canonical' AND (s.postings > 0 OR s.kind <> 'tool'))
RETURN s.key AS key
ORDER BY key
