// name: title_occupations
// The occupations that only postings name.
// mode: read
// returns: key: str, props: map
MATCH (o:Occupation)
WHERE o.key STARTS WITH 'title:'
RETURN o.key AS key, o {.title, .folded, .source, .postings} AS props
