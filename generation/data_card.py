"""The card of an exported data set: a README with the header that Hugging Face tools read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, NamedTuple

from generation.quality.distributions import Distributions
from generation.quality.faithfulness import Measure
from generation.quality.figures import faithful

SPLITS = ("train", "validation", "test", "straddling")
PUBLISHED: Mapping[str, tuple[str, str]] = {
    "bls": (
        "US Bureau of Labor Statistics: SOC, OEWS, Employment Projections",
        "public domain",
    ),
    "dice": ("Dice postings, as published on Kaggle", "CC BY-SA 4.0"),
    "esco": ("ESCO classification", "CC BY 4.0, © European Union"),
    "onet": (r"O\*NET database", "CC BY 4.0"),
}
"""System of a source -> what it is, and the licence under which it is published."""


@dataclass(slots=True)
class Facts:
    """What a card tells: the run's manifest (may be empty), counts, measures."""

    manifest: dict[str, Any]
    teachers: Counter[str]
    counted: Distributions
    measure: Measure
    triples: dict[str, int] = field(default_factory=dict)
    """By split; splits without triples are not there."""


class Loaded(NamedTuple):
    """A system whose files the graph was loaded from: its parts with their rows, as text."""

    name: str
    parts: str
    licence: str


def card(facts: Facts) -> str:
    """The text of the card."""
    from jinja2 import Environment, StrictUndefined

    # Markdown, not HTML; what is filled in are counts, and names of teachers and checks.
    environment = Environment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, keep_trailing_newline=True
    )
    source = (files("generation") / "data_card.jinja").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        splits=[(name, facts.triples[name]) for name in SPLITS if name in facts.triples],
        total=sum(facts.triples.values()),
        teachers=dict(sorted(facts.teachers.items())),
        inputs=facts.manifest.get("inputs", {}),
        sources=_sources(facts.manifest.get("sources")),
        published=PUBLISHED.values(),
        rejected=facts.manifest.get("reasons", {}),
        offered=facts.manifest.get("count"),
        distributions=list(_distributions(facts.counted)),
        contiguous=facts.counted.contiguous / max(facts.counted.triples, 1),
        **faithful(facts.measure.counts),
    )


def _sources(recorded: Sequence[Mapping[str, Any]] | None) -> list[Loaded] | None:
    """What the graph was loaded from, a system a row; None where it was not recorded."""
    if recorded is None:
        return None
    found = []
    for system in sorted({part["system"] for part in recorded}):
        parts = [f"{p['source']} {p['rows']:,}" for p in recorded if p["system"] == system]
        name, licence = PUBLISHED.get(system, (system, "ask its publisher"))
        found.append(Loaded(name, ", ".join(parts), licence))
    return found


def _distributions(counted: Distributions) -> Iterator[tuple[str, str, str, str]]:
    """Name, kinds, shares or mean here, the same in RJDB."""
    for name, observed, published in counted.observed():
        kinds = list(published)
        yield (
            name.replace("_", " "),
            " / ".join(kinds),
            _told([observed.get(kind, 0.0) for kind in kinds], kinds),
            _told([published[kind] for kind in kinds], kinds),
        )


def _told(values: list[float], kinds: list[str]) -> str:
    if kinds == ["mean"]:
        return f"{values[0]:.1f}"
    return " / ".join(f"{100 * value:.0f}" for value in values) + " %"
