// name: needless_vectors
// Skills with a vector that no longer call for one (see unembedded_skills).
// mode: read
// returns: key: str
MATCH (s:Skill)
WHERE s.embedded IS NOT NULL AND (s.status <> 'canonical' OR (s.kind = 'tool' AND s.postings = 0))
RETURN s.key AS key
ORDER BY key
