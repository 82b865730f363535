// name: move_suggestions
// Suggestions of skills that turned out to be others follow them.
// mode: write
// params: rows: list
UNWIND $rows AS row
MATCH (s:Skill {key: row.old})<-[g:SUGGESTED]-(o:Occupation)
MATCH (t:Skill {key: row.new})
CREATE (o)-[n:SUGGESTED]->(t)
SET n += properties(g)
DELETE g
