"""The graph: one store behind Bolt, its records, queries, walks and write-back."""
