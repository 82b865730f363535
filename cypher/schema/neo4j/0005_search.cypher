// When something is loaded: what searching by words and by meaning reads.
CREATE FULLTEXT INDEX skill_fulltext IF NOT EXISTS FOR (n:Skill) ON EACH [n.name];
CREATE FULLTEXT INDEX occupation_fulltext IF NOT EXISTS FOR (n:Occupation) ON EACH [n.title];
CREATE FULLTEXT INDEX alias_fulltext IF NOT EXISTS FOR (n:Alias) ON EACH [n.text];
CREATE VECTOR INDEX skill_vector IF NOT EXISTS FOR (n:Skill) ON (n.embedding)
  OPTIONS {indexConfig: {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine'}};
CREATE VECTOR INDEX occupation_vector IF NOT EXISTS FOR (n:Occupation) ON (n.embedding)
  OPTIONS {indexConfig: {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine'}};
CALL db.awaitIndexes(600);
