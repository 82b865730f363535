"""Trained models that extract skills from text and propose them for the graph."""
