"""How good generated documents are: measures on files of triples or of RJDB rows."""
