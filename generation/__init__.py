"""Documents from walks: context, prompt, teacher, checks, triples."""
