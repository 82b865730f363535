// name: occupations_all
// Every occupation's key, titles, sources and number of postings.
// mode: read
// returns: key: str, props: map
MATCH (o:Occupation)
RETURN o.key AS key, o {.title, .folded, .source, .postings, .soc_title, .onet_title, .oews_title, .projections_title, .definition, .isco, .soc_isco, .part, .oews_facts, .projections_facts} AS props
