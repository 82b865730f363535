// name: clear_walk_occupations
// Remove walk lists from Occupation nodes, before new ones are made.
// mode: write
MATCH (n:Occupation)
WHERE n.walk_keys IS NOT NULL
REMOVE n.walk_keys, n.walk_sums
