"""What the neighbours of an occupation need: what speaks for a skill that only a teacher names.

    x(o, s)       = (Σ c(o, b) · w(b, s) + PRIOR · m(s)) / (Σ c(o, b) + PRIOR)
    support(o, s) = x² / (x + m)                             as for weights: `graph.weights.strength`;
                    0 where no neighbour requires s
    lift(o, s)    = x / m

over the neighbours b of o that require anything. w is a weight of `graph.weights`, made without what
teachers said; m its mean over all SOC occupations that require anything; c how close two occupations
are (`CLOSENESS`). What is known of o itself counts only within that mean. `NEAR` edges do not count:
they follow from what both ends require.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.statistics import occupation_group_keys, soc_occupations
from graph.store import Store
from graph.sync import KEYS_PER_QUERY, batched
from graph.transitions import CLOSE
from graph.weights import TRUST, Weigher, strength

PRIOR = 8.0
"""Weight of the average occupation among the neighbours, in close neighbours. Many are known by a
posting or two, whose skills say little."""

CLOSENESS = {"broad": 1.0, "related": 1.0, "minor": 0.5, "major": 0.25}
"""Of occupations in the same group of a level, and of those that O*NET closely relates."""

KINDS = tuple(kind for kind in TRUST if kind != "teacher")
"""Evidence that is no teacher's: what one says must not speak for what it says next."""

LEAST_SUPPORT = 0.005
"""Support from which a suggestion passes; chosen on dev occupations, see docs/guidance.md."""


@dataclass(frozen=True, slots=True)
class Support:
    """What speaks for a skill: `support` 0..1, `lift` None where nobody requires it, and how many
    neighbours require it."""

    support: float
    lift: float | None
    neighbours: int


class Neighbourhood:
    """Occupations, what they require, and how close they are.

    Args:
        weights: what each occupation requires, skill to weight; only those that require anything.
        closeness: how close others are to each occupation, 0..1.
    """

    def __init__(
        self,
        weights: Mapping[str, Mapping[str, float]],
        closeness: Mapping[str, Mapping[str, float]],
    ) -> None:
        self.weights = weights
        self._closeness = closeness
        sums: dict[str, float] = defaultdict(float)
        for skills in weights.values():
            for skill, weight in skills.items():
                sums[skill] += weight
        self.everywhere = {skill: total / len(weights) for skill, total in sums.items()}

    @classmethod
    def read(cls, store: Store, kinds: Iterable[str] = KINDS) -> Neighbourhood:
        """The SOC occupations of a graph, their weights made from some kinds of evidence."""
        keys = soc_occupations(store)
        weigher = Weigher(store, kinds)
        weights: dict[str, dict[str, float]] = {}
        groups: dict[str, list[list[str]]] = {}
        related: dict[str, dict[str, str]] = {}
        for batch in batched(keys, KEYS_PER_QUERY):
            for key, edges in weigher.edges(batch).items():
                weights[key] = {skill: edge.props["weight"] for skill, edge in edges.items()}
            groups |= occupation_group_keys(store, batch)
            rows = store.read("related_edges", keys=batch)
            related |= {row["start"]: dict(row["ends"]) for row in rows}
        return cls(weights, closeness(groups, related))

    def neighbours(self, occupation: str) -> list[str]:
        """Those that require anything, the closest first, and of these those that require most."""
        near = self._closeness.get(occupation, {})
        found = [other for other in near if other in self.weights]
        return sorted(found, key=lambda o: (-near[o], -sum(self.weights[o].values()), o))

    def strongest(self, occupation: str, number: int) -> list[str]:
        """The skills that an occupation requires most."""
        found = self.weights.get(occupation, {})
        return sorted(found, key=lambda s: (-found[s], s))[:number]

    def support(self, occupation: str, skill: str) -> Support:
        """What the neighbours say for a skill; see the module."""
        near = self._closeness.get(occupation, {})
        there = [(c, self.weights[other]) for other, c in near.items() if other in self.weights]
        everywhere = self.everywhere.get(skill, 0.0)
        total = sum(c * weights.get(skill, 0.0) for c, weights in there)
        here = (total + PRIOR * everywhere) / (sum(c for c, _ in there) + PRIOR)
        requiring = sum(skill in weights for _, weights in there)
        return Support(
            round(strength(here, everywhere), 6) if requiring else 0.0,
            round(here / everywhere, 3) if everywhere else None,
            requiring,
        )


def closeness(
    groups: Mapping[str, Sequence[Sequence[str]]], related: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, float]]:
    """How close occupations are, by the groups above each and by what O*NET relates them to."""
    members: dict[str, list[str]] = defaultdict(list)
    for occupation, above in groups.items():
        for key, _, _ in above:
            members[key].append(occupation)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for occupation, above in groups.items():
        for key, level, _ in above:
            for other in members[key]:
                _raise(found[occupation], other, CLOSENESS.get(level, 0.0))
    for occupation, ends in related.items():
        for other, tier in ends.items():
            if tier.startswith(CLOSE):
                _raise(found[occupation], other, CLOSENESS["related"])
    return {o: {k: c for k, c in ends.items() if k != o} for o, ends in found.items()}


def _raise(ends: dict[str, float], other: str, value: float) -> None:
    if value > ends.get(other, 0.0):
        ends[other] = value
