"""A triple as one HTML page that needs nothing else: no network, no script."""

from __future__ import annotations

from importlib.resources import files

from api import showing
from generation.examples import Triple


def page(triple: Triple) -> str:
    """The page; everything of the triple is escaped."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, autoescape=True, trim_blocks=True)
    source = (files("api") / "pages" / "triple.html").read_text(encoding="utf-8")
    context = triple.context
    return environment.from_string(source).render(
        triple=triple,
        skills=showing.skills(context),
        jobs=showing.jobs(context),
        documents=list(showing.documents(triple)),
        roots=showing.walk(context.trace),
        used=showing.used(context),
        legend=showing.LEGEND,
        how=showing.HOW,
    )
