// name: support_mentions
// Mentions that exist gain a run that found them too.
// mode: write
// params: rows: list, run: str
UNWIND $rows AS row
MATCH (d:Document {key: row.document})-[m:MENTIONS {start: row.start, end: row.end, model: row.model}]->(s:Skill {key: row.skill})
SET m.runs = m.runs + $run
