// name: occupation_weights
// What these occupations require: `[skill, name, weight, postings, sources]` each.
// mode: read
// params: keys: list
// returns: occupation: str, skills: list
UNWIND $keys AS key
MATCH (o:Occupation {key: key})-[r:REQUIRES]->(s:Skill)
RETURN o.key AS occupation, collect([s.key, s.name, r.weight, r.postings, r.sources]) AS skills
