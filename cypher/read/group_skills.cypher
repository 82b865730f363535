// name: group_skills
// Skills that the occupations of a SOC group require: the mean weight over all of them (0 where one does not), in how many, and the postings behind it.
// mode: read
// scope: neighbours
// params: group: str, limit: int = 25
// returns: skill: str, name: str, weight: float, occupations: int, of: int, postings: int
// example: group=15-0000 limit=5
MATCH (g:OccupationGroup {key: $group})
WITH g, COUNT { (g)<-[:IN_GROUP*1..4]-(o:Occupation) WHERE EXISTS { (o)-[:REQUIRES]->(:Skill) } } AS of
MATCH (g)<-[:IN_GROUP*1..4]-(o:Occupation)-[r:REQUIRES]->(s:Skill)
WITH of, s, sum(r.weight) AS weights, count(*) AS occupations, sum(r.postings) AS postings
RETURN s.key AS skill, s.name AS name, weights / of AS weight, occupations, of, postings
ORDER BY weight DESC, skill LIMIT $limit
