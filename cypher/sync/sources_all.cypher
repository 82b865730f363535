// name: sources_all
// The parts of sources that the graph holds, with the files they were loaded from.
// mode: read
// returns: key: str, props: map
MATCH (s:Source)
RETURN s.key AS key, properties(s) AS props
