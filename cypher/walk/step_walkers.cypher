// name: step_walkers
// Move walkers one step. Each group holds a node key and its walkers as [walker, draw, previous key or '']: the draw picks by the running sums, with the previous node left out where one is given.
// mode: read
// params: groups: list
// returns: walker: int, key: str
UNWIND $groups AS g
MATCH (l:WalkList {key: g.key})
WITH l.keys AS keys, l.sums AS sums, g.walkers AS walkers
UNWIND walkers AS w
WITH keys, sums, w, [i IN range(0, size(keys) - 1) WHERE keys[i] = w[2]] AS back
WITH keys, sums, w, CASE WHEN size(back) = 0 OR size(keys) = 1 THEN -1 ELSE back[0] END AS skip
WITH keys, sums, w,
     CASE WHEN skip = -1 THEN 0 WHEN skip = 0 THEN 0 ELSE sums[skip - 1] END AS low,
     CASE WHEN skip = -1 THEN 0 WHEN skip = 0 THEN sums[0] ELSE sums[skip] - sums[skip - 1] END AS gap
WITH keys, sums, w, low, gap, toInteger(floor(w[1] * (sums[size(sums) - 1] - gap))) AS drawn
WITH keys, sums, w, CASE WHEN gap > 0 AND drawn >= low THEN drawn + gap ELSE drawn END AS place
RETURN w[0] AS walker, keys[size([c IN sums WHERE c <= place])] AS key
