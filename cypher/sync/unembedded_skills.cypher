// name: unembedded_skills
// Canonical skills whose name has no vector yet. Products that no posting asks for have none.
// mode: read
// returns: key: str, text: str
MATCH (s:Skill)
WHERE s.status = 'canonical' AND (s.postings > 0 OR s.kind <> 'tool') AND (s.embedded IS NULL OR s.embedded <> s.name)
RETURN s.key AS key, s.name AS text
ORDER BY text, key
