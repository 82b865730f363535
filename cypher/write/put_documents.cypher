// name: put_documents
// Documents of a run; one that exists gains the run.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MERGE (d:Document {key: row.key})
ON CREATE SET d.title = row.title, d.source = row.source, d.text = row.text, d.runs = [$run]
SET d.runs = CASE WHEN $run IN d.runs THEN d.runs ELSE d.runs + $run END
