// name: skill_surfaces
// How postings write these skills, and how often; unsure pieces left out.
// mode: read
// params: keys: list
// returns: key: str, raws: list
UNWIND $keys AS key
MATCH (s:Skill {key: key})<-[a:ASKS_FOR]-(:Posting)
WHERE a.certain
WITH key, a.raw AS raw, count(*) AS n
RETURN key, collect([raw, n]) AS raws
