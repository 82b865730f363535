// The strongest skills of an occupation
MATCH path = (:Occupation {key: 'soc:15-1252'})-[r:REQUIRES]->(:Skill)
RETURN path ORDER BY r.weight DESC LIMIT 25;

// What stands behind one of them: postings, taxonomy rows, names
MATCH (o:Occupation {key: 'soc:15-1252'})-[r:REQUIRES]->(s:Skill {key: 'java'})
OPTIONAL MATCH asked = (o)<-[:ADVERTISES]-(:Posting)-[:ASKS_FOR]->(s)
OPTIONAL MATCH listed = (o)-[:LISTS]->(s)
OPTIONAL MATCH named = (:Alias)-[:NAMES]->(s)
RETURN r, asked, listed, named LIMIT 25;

// Occupations one step away
MATCH path = (:Occupation {key: 'soc:15-1252'})-[n:NEAR]->(:Occupation)
RETURN path ORDER BY n.cost LIMIT 15;

// Skills that two occupations share
MATCH path = (:Occupation {key: 'soc:15-1252'})-[a:REQUIRES]->(:Skill)<-[b:REQUIRES]-(:Occupation {key: 'soc:15-1254'})
RETURN path ORDER BY a.weight + b.weight DESC LIMIT 20;

// How spellings become a skill
MATCH path = (:Alias)-[:NAMES]->(:Skill {key: 'java'})
RETURN path LIMIT 50;

// Where taxonomies put a skill
MATCH path = (:Skill {key: 'sql'})-[:BROADER*1..3]-()
RETURN path LIMIT 50;

// The SOC groups above an occupation
MATCH path = (:Occupation {key: 'soc:15-1252'})-[:IN_GROUP*1..4]->(:OccupationGroup)
RETURN path;

// Candidate skills that most postings name
MATCH path = (:Posting)-[:ASKS_FOR]->(:Skill {status: 'candidate'})
RETURN path LIMIT 50;

// What a document mentions
MATCH path = (:Document)-[:MENTIONS]->(:Skill)
RETURN path LIMIT 50;
