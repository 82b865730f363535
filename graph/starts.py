"""Where walks start: occupations drawn by a distribution, seeded."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from graph.errors import InvalidValue, NotFound
from graph.store import Store
from graph.sync import KEYS_PER_QUERY, batched
from graph.walk_rows import walk_edges

DISTRIBUTIONS = ("weight", "uniform", "employment", "postings")
"""`weight` is by the root of the weight of all its edges, which keeps a few large occupations from
being most of what is drawn; `employment` by persons employed, `postings` by postings."""


@dataclass(frozen=True, slots=True)
class Start:
    """An occupation that walks can start from; `weight` is that of all its edges to `skills` skills."""

    key: str
    title: str
    skills: int
    weight: float
    postings: int
    employment: float

    def share(self, distribution: str) -> float:
        """How often it is drawn, in relation to others."""
        shares = {
            "weight": math.pow(max(self.weight, 1e-9), 0.5),
            "uniform": 1.0,
            "employment": self.employment,
            "postings": float(self.postings),
        }
        return shares[distribution]


def starts(store: Store, as_of: str | None = None) -> list[Start]:
    """Every occupation that walks can start from, in key order.

    Args:
        as_of: ISO day; weights and postings are those of then.

    Raises:
        NotFound: there is none.
    """
    edges = walk_edges(store, as_of)
    if not edges:
        raise NotFound(
            "The graph has no walkable edges yet.", hint="Run `skillgraph ingest` first."
        )
    found = []
    for keys in batched(sorted(edges), KEYS_PER_QUERY):
        rows = {row["key"]: row for row in store.read("start_figures", keys=keys, as_of=as_of)}
        for key in keys:
            skills, weights = edges[key]
            found.append(Start(skills=len(skills), weight=math.fsum(weights), **rows[key]))
    return found


def draw_starts(
    places: Sequence[Start], count: int, *, stream: str, distribution: str = "weight"
) -> list[str]:
    """Keys of occupations to start from; the same stream draws the same.

    Args:
        stream: names the random numbers, e.g. `starts:SEED:BATCH`.
        distribution: one of `DISTRIBUTIONS`.

    Raises:
        InvalidValue: no such distribution, or no occupation has the figure it is by.
    """
    if distribution not in DISTRIBUTIONS:
        raise InvalidValue(
            f"{distribution!r} is no distribution of starts.",
            hint=f"There are {', '.join(DISTRIBUTIONS)}.",
        )
    sums = list(accumulate(place.share(distribution) for place in places))
    if not sums or not sums[-1]:
        raise InvalidValue(
            f"No occupation has {distribution} to draw starts by.",
            hint="Ingest a source of it, or start by weight.",
        )
    keys = [place.key for place in places]
    return random.Random(stream).choices(keys, cum_weights=sums, k=count)
