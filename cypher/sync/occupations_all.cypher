// name: occupations_all
// Every occupation's key, title, source and number of postings.
// mode: read
// returns: key: str, props: map
MATCH (o:Occupation)
RETURN o.key AS key, o {.title, .folded, .source, .postings} AS props
