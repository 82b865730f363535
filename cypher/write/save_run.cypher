// name: save_run
// Record a run, or what has become of it.
// mode: write
// params: key: str, props: map
MERGE (r:Run {key: $key})
SET r += $props
