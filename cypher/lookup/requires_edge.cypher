// name: requires_edge
// The link between an occupation and a skill.
// mode: read
// params: occupation: str, skill: str
// returns: skill: str, name: str, weight: float, postings: int, of: int?, low: float?, high: float?, lift: float?, sources: list, run: str?
MATCH (o:Occupation {key: $occupation})
MATCH (s:Skill {key: $skill})
MATCH (o)-[r:REQUIRES]->(s)
RETURN s.key AS skill, s.name AS name, r.weight AS weight, r.postings AS postings, r.of AS of, r.low AS low, r.high AS high, r.lift AS lift, r.sources AS sources, r.run AS run
