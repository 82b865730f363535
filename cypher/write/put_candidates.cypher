// name: put_candidates
// Skills that no source names: candidates that a person may accept.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (s:Skill {key: row.key})
ON CREATE SET s.name = row.name, s.folded = row.folded, s.kind = 'skill', s.status = 'candidate', s.postings = 0, s.run = $run, s.proposed = true
