"""The routes, one module per resource; every handler calls `graph.reads` or `api.services`."""
