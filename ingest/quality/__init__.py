"""How well the graph's sources are read: figures from any file in a task's format."""
