"""Published files in: each source is recognised by content and read as records."""
