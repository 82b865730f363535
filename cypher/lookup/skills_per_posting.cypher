// name: skills_per_posting
// Of the postings of these occupations that surely ask for any skill: how many, how many skills they ask for in all, and the sum of the squares.
// mode: read
// params: keys: list
// returns: occupation: str, postings: int, skills: int, squares: int
UNWIND $keys AS key
MATCH (o:Occupation {key: key})
WITH key, o
MATCH (o)<-[:ADVERTISES]-(p:Posting)-[a:ASKS_FOR]->(s:Skill)
WHERE a.certain
WITH key, p.key AS posting, count(DISTINCT s.key) AS n
RETURN key AS occupation, count(*) AS postings, sum(n) AS skills, sum(n * n) AS squares
