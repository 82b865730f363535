// name: spellings_of_skills
// How postings write these skills: the key of the spelling, the text, whether it was surely cut out, and how often.
// mode: read
// params: keys: list
// returns: key: str, spellings: list
UNWIND $keys AS key
MATCH (s:Skill {key: key})<-[a:ASKS_FOR]-(:Posting)
WITH key, a.id AS id, a.raw AS raw, a.certain AS certain, count(*) AS n
RETURN key, collect([id, raw, certain, n]) AS spellings
