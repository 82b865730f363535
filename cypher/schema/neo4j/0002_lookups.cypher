// Looked up by value: the folded names that people type, and the status that walks filter on.
CREATE INDEX occupation_folded IF NOT EXISTS FOR (n:Occupation) ON (n.folded);
CREATE INDEX skill_folded IF NOT EXISTS FOR (n:Skill) ON (n.folded);
CREATE INDEX skill_status IF NOT EXISTS FOR (n:Skill) ON (n.status);
