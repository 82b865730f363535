"""The card of an exported data set: a README with the header that Hugging Face tools read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from generation.quality.distributions import Distributions
from generation.quality.faithfulness import Measure
from generation.quality.figures import faithful

SPLITS = ("train", "validation", "test", "straddling")


@dataclass(slots=True)
class Facts:
    """What a card tells: the run's manifest (may be empty), counts, measures."""

    manifest: dict[str, Any]
    teachers: Counter[str]
    counted: Distributions
    measure: Measure
    triples: dict[str, int] = field(default_factory=dict)
    """By split; splits without triples are not there."""


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
        rejected=facts.manifest.get("reasons", {}),
        offered=facts.manifest.get("count"),
        distributions=list(_distributions(facts.counted)),
        contiguous=facts.counted.contiguous / max(facts.counted.triples, 1),
        **faithful(facts.measure.counts),
    )


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
