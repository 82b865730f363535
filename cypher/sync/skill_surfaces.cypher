// name: skill_surfaces
// How postings write each skill, and how often; unsure pieces left out.
// mode: read
// returns: key: str, raws: list
MATCH (:Posting)-[a:ASKS_FOR]->(s:Skill)
WHERE a.certain
WITH s.key AS key, a.raw AS raw, count(*) AS n
RETURN key, collect([raw, n]) AS raws
