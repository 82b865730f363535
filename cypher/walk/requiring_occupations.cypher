// name: requiring_occupations
// Keys of the occupations that walks may visit: those that require a skill, or with as_of those with postings.
// mode: read
// params: as_of: day? = null
// returns: key: str
MATCH (o:Occupation)
WHERE CASE WHEN $as_of IS NULL THEN EXISTS { (o)-[:REQUIRES]->(:Skill) } ELSE coalesce(o.postings, 0) > 0 END
RETURN o.key AS key
