"""The sources of the Bureau of Labor Statistics, in load order."""

from __future__ import annotations

from ingest.bls_figures import OewsSource, ProjectionsSource
from ingest.bls_soc import DirectMatchSource, SocDefinitionsSource

__all__ = ["DirectMatchSource", "OewsSource", "ProjectionsSource", "SocDefinitionsSource"]
