// name: move_mentions
// Mentions of skills that turned out to be others follow them.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (s:Skill {key: row.old})<-[m:MENTIONS]-(d:Document)
MATCH (t:Skill {key: row.new})
CREATE (d)-[n:MENTIONS]->(t)
SET n += properties(m)
DELETE m
