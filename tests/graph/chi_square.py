"""Whether steps of walks come as often as weights say, by Pearson's chi-square test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt

from graph.records import Walk

Z = 3.09
"""Of the normal distribution: one test in a thousand is above it by chance."""


def surprising(walks: Sequence[Walk], weights: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether the steps from the nodes in `weights` differ from them more than chance would have it.

    All nodes are tested together: their statistics add up, and so do the degrees of freedom.
    """
    seen = Counter((a.key, b.key) for walk in walks for a, b in pairwise(walk.steps))
    statistic, freedom = 0.0, 0
    for start, ends in weights.items():
        steps = sum(seen[start, end] for end in ends)
        total = sum(ends.values())
        expected = {end: steps * weight / total for end, weight in ends.items()}
        assert min(expected.values()) > 5, f"too few steps from {start}"
        statistic += sum((seen[start, e] - n) ** 2 / n for e, n in expected.items())
        freedom += len(ends) - 1
    return statistic > quantile(freedom)


def quantile(freedom: int) -> float:
    """Of chi-square, by Wilson and Hilferty's cube (1931)."""
    part = 2 / (9 * freedom)
    return freedom * float(1 - part + Z * sqrt(part)) ** 3
