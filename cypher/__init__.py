"""Cypher text only: one query per file with a header that declares it (see `graph.queries`)."""
