// name: step_walkers_beside
// The same where it matters what is next to the node come from: each group holds a list's key, the place in it of the node come from (or -1), the key of that node's own list of such neighbours (or ''), and walkers as [walker, draw].
// mode: read
// params: groups: list, back: int, near: int, far: int
// returns: walkers: list, nodes: list, places: list
UNWIND $groups AS g
MATCH (l:WalkList {key: g[0]})
OPTIONAL MATCH (b:WalkList {key: g[2]})
WITH g, l.ends AS ends, l.sums AS sums, l.places AS places, coalesce(b.ends, []) AS beside
WITH g, ends, places, [i IN range(0, size(ends) - 1) | (sums[i] - CASE WHEN i = 0 THEN 0 ELSE sums[i - 1] END) * CASE WHEN size(ends) = 1 THEN 1 WHEN i = g[1] THEN $back WHEN ends[i] IN beside THEN $near ELSE $far END] AS weights
WITH g, ends, places, weights, reduce(total = 0, x IN weights | total + x) AS total
UNWIND g[3] AS w
WITH ends, places, weights, w, toInteger(floor(w[1] * total)) AS drawn
WITH ends, places, w, reduce(s = [drawn, 0], x IN weights | CASE WHEN s[0] < 0 THEN s WHEN s[0] < x THEN [-1, s[1]] ELSE [s[0] - x, s[1] + 1] END)[1] AS at
RETURN collect(w[0]) AS walkers, collect(ends[at]) AS nodes, collect(places[at]) AS places
