// name: save_run
// Record a run, or what has become of it; a rerun keeps when it was first started.
// mode: write
// params: key: str, props: map, started: str
MERGE (r:Run {key: $key})
ON CREATE SET r.started = $started
SET r += $props
