"""Skills that a teacher named, scored against O*NET Technology Skills, before and after the filter.

As for edges (`ingest.quality.edges`), O*NET says nothing of what is no technology, so the figures rank
the names that it has for any occupation; those over all names stand beside. Precision is the share
of the first 20 names that O*NET lists for the occupation: of 20, and of those that were named at all,
for a filter leaves fewer. The baseline names the technologies most asked for in all postings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from graph.keys import content_hash
from graph.store import Store
from graph.weights import Weigher
from ingest.quality.edges import OURS, TOP, precision
from ingest.quality.technologies import Technologies

Part = Literal["all", "dev", "test"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Named:
    """What was named for an occupation, in order: keys of skills, or of names that are none."""

    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class ExpansionRow:
    """One occupation; shares in 0..1, `named` and `passed` count technologies."""

    occupation: str
    listed: int
    named: int
    passed: int
    before: float
    after: float
    baseline: float
    right_before: float | None
    right_after: float | None
    all_before: float
    all_after: float


@dataclass(frozen=True, slots=True)
class ExpansionScore:
    """Means over occupations, 0..1; `…_of_named` over those for which a technology was named.

    `occupations` were asked about and have technologies; `nothing_passed` of them kept none.
    """

    occupations: int
    nothing_named: int
    nothing_passed: int
    named: float
    passed: float
    precision_at_20_before: float
    precision_at_20_after: float
    baseline_precision_at_20: float
    precision_of_named_before: float
    precision_of_named_after: float
    all_names_precision_at_20_before: float
    all_names_precision_at_20_after: float
    onet_loaded: bool
    rows: tuple[ExpansionRow, ...] = field(repr=False, default=())

    def figures(self) -> dict[str, Any]:
        """The numbers, ready for JSON."""
        return {k: v for k, v in asdict(self).items() if k != "rows"}


def in_part(occupation: str, part: Part) -> bool:
    """Half of the occupations, by a hash of the key, are for choosing thresholds on."""
    dev = int(content_hash("expansion", occupation)[:2], 16) % 2 == 0
    return part == "all" or dev == (part == "dev")


def score_expansion(
    store: Store, onet: Path, named: Mapping[str, Named], unknown: Sequence[str]
) -> ExpansionScore:
    """Score what was named against the Technology Skills file in a folder (or the file itself).

    Args:
        named: by occupation.
        unknown: names among them that are no skill of the graph, as they were written.

    Raises:
        UnknownFormat: There is no such file.
    """
    technologies = Technologies.read(store, onet, unknown)
    everywhere = Weigher(store, OURS).everywhere
    common = sorted(everywhere, key=lambda s: (-everywhere[s], s))
    easy = [s for s in common if s in technologies.named]
    rows = [
        _row(occupation, lists, technologies, easy)
        for occupation, lists in sorted(named.items())
        if technologies.listed.get(occupation)
    ]
    return _summary(rows, technologies.loaded)


def _row(
    occupation: str, lists: Named, technologies: Technologies, easy: Sequence[str]
) -> ExpansionRow:
    listed = technologies.listed[occupation]
    before = [technologies.names.get(key, key) for key in lists.before]
    after = [technologies.names.get(key, key) for key in lists.after]
    tools_before = [key for key in before if key in technologies.named]
    tools_after = [key for key in after if key in technologies.named]
    return ExpansionRow(
        occupation,
        len(listed),
        len(tools_before),
        len(tools_after),
        precision(tools_before, listed),
        precision(tools_after, listed),
        precision(easy, listed),
        _right(tools_before, listed),
        _right(tools_after, listed),
        precision(before, listed),
        precision(after, listed),
    )


def _right(ranked: Sequence[str], listed: set[str]) -> float | None:
    first = ranked[:TOP]
    return len(listed & set(first)) / len(first) if first else None


def _summary(rows: list[ExpansionRow], loaded: bool) -> ExpansionScore:
    def mean(name: str) -> float:
        found = [value for row in rows if (value := getattr(row, name)) is not None]
        return round(sum(found) / len(found), 4) if found else 0.0

    return ExpansionScore(
        len(rows),
        sum(not row.named for row in rows),
        sum(not row.passed for row in rows),
        mean("named"),
        mean("passed"),
        mean("before"),
        mean("after"),
        mean("baseline"),
        mean("right_before"),
        mean("right_after"),
        mean("all_before"),
        mean("all_after"),
        loaded,
        tuple(rows),
    )
