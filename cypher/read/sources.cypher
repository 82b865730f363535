// name: sources
// What was loaded: each part of a source, its files, rows, and when it was first and last seen.
// mode: read
// scope: graph
// returns: source: str, system: str, files: list, rows: int, first_seen: str, seen: str, run: str
// example:
MATCH (s:Source)
RETURN s.key AS source, s.system AS system, s.files AS files, s.rows AS rows, s.first_seen AS first_seen, s.seen AS seen, s.run AS run
ORDER BY system, source
