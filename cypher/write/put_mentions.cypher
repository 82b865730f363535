// name: put_mentions
// Mentions that are known to be absent, each with its evidence.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (d:Document {key: row.document})
MATCH (s:Skill {key: row.skill})
CREATE (d)-[m:MENTIONS {start: row.start, end: row.end, text: row.text, confidence: row.confidence, model: row.model, status: 'proposed', runs: [$run]}]->(s)
