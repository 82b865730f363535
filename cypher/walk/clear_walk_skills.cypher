// name: clear_walk_skills
// Remove walk lists from Skill nodes, before new ones are made.
// mode: write
MATCH (n:Skill)
WHERE n.walk_keys IS NOT NULL
REMOVE n.walk_keys, n.walk_sums
