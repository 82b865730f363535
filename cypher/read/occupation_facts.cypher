// name: occupation_facts
// Everything recorded about an occupation: wages, employment, outlook.
// mode: read
// params: key: str
// returns: props: map
MATCH (o:Occupation {key: $key})
RETURN o {.*, embedding: null, embedded: null} AS props
