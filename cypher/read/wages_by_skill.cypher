// name: wages_by_skill
// What occupations pay that require a skill: the median of their median wages, weighted by employment, highest first; premium is its ratio to the same figure over all occupations that require anything.
// mode: read
// scope: graph
// params: min_weight: float = 0.1, min_occupations: int = 5, limit: int = 25
// returns: skill: str, name: str, wage: float, premium: float, occupations: int, employment: int
// example: min_occupations=2 limit=5
MATCH (o:Occupation)
WHERE o.wage_median IS NOT NULL AND o.employment > 0 AND EXISTS { (o)-[:REQUIRES]->(:Skill) }
WITH o.wage_median AS wage, o.employment AS people ORDER BY wage
WITH collect([wage, people]) AS pairs, sum(people) AS employed
WITH reduce(found = [0, null], pair IN pairs | CASE WHEN found[1] IS NOT NULL THEN found WHEN 2 * (found[0] + pair[1]) >= employed THEN [0, pair[0]] ELSE [found[0] + pair[1], null] END)[1] AS general
MATCH (o:Occupation)-[r:REQUIRES]->(s:Skill)
WHERE o.wage_median IS NOT NULL AND o.employment > 0 AND r.weight >= $min_weight
WITH general, s, collect([o.wage_median, o.employment]) AS unsorted, count(*) AS occupations, sum(o.employment) AS employment
WHERE occupations >= $min_occupations
CALL (unsorted) {
  UNWIND unsorted AS pair
  WITH pair ORDER BY pair[0]
  RETURN collect(pair) AS pairs
}
WITH general, s.key AS skill, s.name AS name, occupations, employment, reduce(found = [0, null], pair IN pairs | CASE WHEN found[1] IS NOT NULL THEN found WHEN 2 * (found[0] + pair[1]) >= employment THEN [0, pair[0]] ELSE [found[0] + pair[1], null] END)[1] AS wage
RETURN skill, name, wage, wage / general AS premium, occupations, employment
ORDER BY wage DESC, skill LIMIT $limit
