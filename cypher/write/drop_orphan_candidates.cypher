// name: drop_orphan_candidates
// Remove proposed skills that nothing mentions, asks for or names any more.
// mode: write
// returns: removed: int
MATCH (s:Skill {status: 'candidate'})
WHERE s.proposed AND NOT EXISTS { (s)--() }
DELETE s
RETURN count(*) AS removed
