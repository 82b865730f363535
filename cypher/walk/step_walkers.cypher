// name: step_walkers
// Move walkers one step. Each group holds a list's key and its walkers as [walker, draw, place of the node come from, or -1]. The draw picks by the running sums, the one come from weighing `back` times and all others `far` times; the guide says between which places to look.
// mode: read
// params: groups: list, back: int, far: int
// returns: walkers: list, nodes: list, places: list
UNWIND $groups AS g
MATCH (l:WalkList {key: g[0]})
WITH l.ends AS ends, l.sums AS sums, l.places AS places, l.guide AS guide, g[1] AS walkers
UNWIND walkers AS w
WITH ends, sums, places, guide, sums[size(sums) - 1] AS total, w,
     CASE WHEN w[2] < 1 THEN 0 ELSE sums[w[2] - 1] END AS low,
     CASE WHEN w[2] < 0 OR $back = $far OR size(sums) = 1 THEN -1 ELSE w[2] END AS known
WITH ends, sums, places, guide, total, w, low, CASE WHEN known < 0 THEN 0 ELSE sums[known] - low END AS gap
WITH ends, sums, places, guide, total, w, low, gap, toInteger(floor(w[1] * ($far * (total - gap) + $back * gap))) AS drawn
WITH ends, sums, places, guide, total, w,
     CASE WHEN drawn < $far * low OR gap = 0 THEN drawn / $far
          WHEN drawn < $far * low + $back * gap THEN low
          ELSE (drawn - $back * gap) / $far + gap END AS spot
WITH ends, sums, places, w, spot, guide, spot * (size(guide) - 1) / total AS bucket
WITH ends, places, w, guide[bucket] + size([c IN sums[guide[bucket]..guide[bucket + 1]] WHERE c <= spot]) AS at
RETURN collect(w[0]) AS walkers, collect(ends[at]) AS nodes, collect(places[at]) AS places
