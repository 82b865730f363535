-- When something is loaded: what searching by words and by meaning reads.
-- The engine's Cypher has no words for such indexes.
CREATE PROPERTY Skill.name IF NOT EXISTS STRING;
CREATE INDEX skill_fulltext IF NOT EXISTS ON Skill (name) FULL_TEXT;
CREATE PROPERTY Occupation.title IF NOT EXISTS STRING;
CREATE INDEX occupation_fulltext IF NOT EXISTS ON Occupation (title) FULL_TEXT;
CREATE PROPERTY Alias.text IF NOT EXISTS STRING;
CREATE INDEX alias_fulltext IF NOT EXISTS ON Alias (text) FULL_TEXT;
CREATE PROPERTY Skill.embedding IF NOT EXISTS ARRAY_OF_FLOATS;
CREATE INDEX skill_vector IF NOT EXISTS ON Skill (embedding) LSM_VECTOR
  METADATA {dimensions: 384, similarity: 'COSINE'};
CREATE PROPERTY Occupation.embedding IF NOT EXISTS ARRAY_OF_FLOATS;
CREATE INDEX occupation_vector IF NOT EXISTS ON Occupation (embedding) LSM_VECTOR
  METADATA {dimensions: 384, similarity: 'COSINE'};
