"""Edges scored against O*NET Technology Skills: is what the postings rank first what O*NET lists?

For SOC occupations with enough postings, the skills of highest weight are compared with the
technologies that O*NET lists for the same SOC code; O*NET's own evidence is left out of the weights.
The baseline gives every occupation the skills that are most frequent overall. O*NET's file says
nothing of what is no technology ("negotiation" can be neither right nor wrong), so both rank the
skills that it names for any occupation; the figures over all skills stand beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.store import Store
from graph.sync import KEYS_PER_QUERY, batched
from graph.weights import Weigher
from ingest.quality.technologies import Technologies

LEAST_POSTINGS = 20
TOP = 20
OURS = ("postings", "esco")
"""Kinds of evidence that O*NET has no part in."""


@dataclass(frozen=True, slots=True)
class OccupationScore:
    """One occupation: shares in 0..1.

    `listed` is how many skills O*NET lists for it, `ceiling` the precision that the best order of
    what its postings ask for would have.
    """

    occupation: str
    title: str
    postings: int
    listed: int
    precision: float
    recall: float
    baseline_precision: float
    ceiling: float
    all_skills_precision: float
    all_skills_baseline_precision: float


@dataclass(frozen=True, slots=True)
class EdgesScore:
    """Means over occupations, 0..1; see `OccupationScore`. `ratio` is against the baseline."""

    occupations: int
    precision_at_20: float
    recall_at_20: float
    baseline_precision_at_20: float
    ratio: float
    ceiling_at_20: float
    ceiling_ratio: float
    all_skills_precision_at_20: float
    all_skills_baseline_precision_at_20: float
    all_skills_ratio: float
    onet_loaded: bool
    rows: tuple[OccupationScore, ...] = field(repr=False, default=())

    def figures(self) -> dict[str, Any]:
        """The numbers, ready for JSON."""
        return {k: v for k, v in asdict(self).items() if k != "rows"}


def score_edges(store: Store, onet: Path) -> EdgesScore:
    """Score the graph's edges against the Technology Skills file in a folder (or the file itself).

    Raises:
        UnknownFormat: There is no such file.
    """
    technologies = Technologies.read(store, onet)
    gold, named = technologies.listed, technologies.named
    weigher = Weigher(store, OURS, least=0.0)
    ours = [
        key
        for key, postings in sorted(weigher.postings.items())
        if postings >= LEAST_POSTINGS and key in gold
    ]
    titles = {row["key"]: row["props"].get("title") or "" for row in store.read("occupations_all")}
    common = sorted(weigher.everywhere, key=lambda s: (-weigher.everywhere[s], s))
    common_technologies = [s for s in common if s in named]
    rows = []
    for keys in batched(ours, KEYS_PER_QUERY):
        edges = weigher.edges(keys)
        for key in keys:
            found, listed = edges.get(key, {}), gold[key]
            ranked = sorted(found, key=lambda s: (-found[s].props["weight"], s))
            ranked_technologies = [s for s in ranked if s in named]
            rows.append(
                OccupationScore(
                    key,
                    titles[key],
                    weigher.postings[key],
                    len(listed),
                    precision(ranked_technologies, listed),
                    len(listed & set(ranked_technologies[:TOP])) / len(listed),
                    precision(common_technologies, listed),
                    precision(sorted(listed & set(ranked)), listed),
                    precision(ranked, listed),
                    precision(common, listed),
                )
            )
    return _summary(rows, technologies.loaded)


def precision(ranked: Sequence[str], listed: set[str]) -> float:
    """Of the first `TOP`, the share that is listed; who names fewer is not spared."""
    return len(listed & set(ranked[:TOP])) / TOP


def _summary(rows: list[OccupationScore], loaded: bool) -> EdgesScore:
    def mean(name: str) -> float:
        return sum(getattr(row, name) for row in rows) / len(rows) if rows else 0.0

    def ratio(one: float, other: float) -> float:
        return round(one / other, 3) if other else 0.0

    ours, easy, best = mean("precision"), mean("baseline_precision"), mean("ceiling")
    every, easiest = mean("all_skills_precision"), mean("all_skills_baseline_precision")
    return EdgesScore(
        len(rows),
        round(ours, 4),
        round(mean("recall"), 4),
        round(easy, 4),
        ratio(ours, easy),
        round(best, 4),
        ratio(best, easy),
        round(every, 4),
        round(easiest, 4),
        ratio(every, easiest),
        loaded,
        tuple(rows),
    )
