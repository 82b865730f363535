// name: existing_mentions
// The mentions these documents have.
// mode: read
// params: documents: list
// returns: document: str, mentions: list
UNWIND $documents AS key
MATCH (d:Document {key: key})-[m:MENTIONS]->(s:Skill)
RETURN d.key AS document, collect({skill: s.key, start: m.start, end: m.end, model: m.model, runs: m.runs, text: m.text, confidence: m.confidence, status: m.status}) AS mentions
