"""Rows of neighbours: every draw picks what the formula says, found the slow way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.arrays import WalkArrays
from graph.walk_options import WalkOptions
from graph.walk_rows import BOOSTED, SCALE, Neighbours, Rows, WalkEdges
from tests.graph.small import EDGES, METAPATHS, NEAR, Edges

WEIGHTS = st.one_of(st.floats(0.000001, 1.0), st.sampled_from([0.000001, 0.5, 1.0]))
OCCUPATIONS, SKILLS = [f"soc:{i}" for i in range(5)], [f"s{i}" for i in range(40)]
GRAPHS = st.dictionaries(
    st.sampled_from(OCCUPATIONS),
    st.dictionaries(st.sampled_from(SKILLS), WEIGHTS, min_size=1, max_size=40),
    min_size=1,
)
RELATED = st.dictionaries(
    st.sampled_from(OCCUPATIONS), st.dictionaries(st.sampled_from(OCCUPATIONS), WEIGHTS)
)
OPTIONS = st.builds(
    WalkOptions,
    length=st.just(7),
    temperature=st.sampled_from([1.0, 0.4]),
    restart=st.sampled_from([0.0, 0.3]),
    no_return=st.just(False),
    p=st.sampled_from([1.0, 0.25, 3.0]),
    q=st.sampled_from([1.0, 0.5, 7.0]),
    metapath=st.sampled_from(METAPATHS),
    boost=st.sampled_from([0.0, 0.6]),
)


def columns(edges: Edges) -> Neighbours:
    return {o: ([k for k, _ in ends], [w for _, w in ends]) for o, ends in edges.items()}


def of_dicts(edges: dict[str, dict[str, float]]) -> Neighbours:
    return {o: (list(ends), list(ends.values())) for o, ends in edges.items()}


class Naive:
    """The formula of `graph.walk_options`, a neighbour at a time."""

    def __init__(self, edges: Neighbours, related: Neighbours, options: WalkOptions) -> None:
        self.options = options
        self.ends: dict[tuple[str, str], dict[str, int]] = {}
        power = 1 / options.temperature
        totals: dict[str, dict[str, float]] = {}
        for o, (skills, weights) in edges.items():
            for s, w in sorted(zip(skills, weights, strict=True)):
                totals.setdefault(s, {})[o] = math.pow(w, power)
        rarity = {}
        for s, found in totals.items():
            total = 0.0
            for o in sorted(found):
                total += found[o]
            rarity[s] = math.pow(total, -options.boost)
        scale = SCALE * 1.0
        if options.boost:
            heaviest = max(
                math.pow(w, power) * rarity[s]
                for skills, weights in edges.values()
                for s, w in zip(skills, weights, strict=True)
            )
            scale = BOOSTED / heaviest
        for o, (skills, weights) in edges.items():
            for s, w in zip(skills, weights, strict=True):
                lifted = math.pow(w, power) * rarity[s] if options.boost else math.pow(w, power)
                whole = max(1, round(lifted * scale))
                self.ends.setdefault((o, "skill"), {})[s] = whole
                self.ends.setdefault((s, "occupation"), {})[o] = whole
        for o in edges:
            keys, weights = related.get(o, ((), ()))
            known = {
                b: max(1, round(SCALE * math.pow(w, power)))
                for b, w in zip(keys, weights, strict=True)
                if b in edges
            }
            self.ends[o, "occupation"] = known or {o: SCALE}

    def walk(self, start: str, numbers: list[list[float]]) -> list[str]:
        kinds = self.options.metapath.split("-")[:-1]
        path, before, phase = [start], "", 0
        for jump, drawn in numbers:
            here = path[-1]
            if jump < self.options.restart and here != start:
                path.append(start)
                before, phase = "", 0
                continue
            phase += 1
            kind = kinds[phase % len(kinds)]
            path.append(self._step(here, before, kind, drawn))
            before = here
        return path

    def _step(self, here: str, before: str, kind: str, drawn: float) -> str:
        bias = self.options.bias
        ends = dict(sorted(self.ends[here, kind].items()))
        beside = self.ends.get((before, kind), {}) if bias.beside else {}
        factors = {end: bias.near if end in beside else bias.far for end in ends}
        if before in ends and len(ends) > 1:
            factors[before] = bias.back
        if (not before and bias.beside) or len(ends) == 1:
            factors = dict.fromkeys(ends, 1)
        left = math.floor(drawn * sum(ends[end] * factors[end] for end in ends))
        for end, weight in ends.items():
            if left < weight * factors[end]:
                return end
            left -= weight * factors[end]
        raise AssertionError("unreachable")


@given(graph=GRAPHS, related=RELATED, options=OPTIONS, seed=st.integers(0, 2**32))
def test_walks_are_those_of_the_formula(
    graph: dict[str, dict[str, float]],
    related: dict[str, dict[str, float]],
    options: WalkOptions,
    seed: int,
) -> None:
    edges, near = of_dicts(graph), of_dicts(related)
    arrays = WalkArrays.of(WalkEdges.of(edges, near), options)
    walkers = 8
    numbers = np.random.default_rng(seed).random((walkers, options.length, 2))
    starts = np.arange(walkers) % arrays.rows.occupations
    trace = arrays.trace(starts, numbers, options)
    naive = Naive(edges, near, options)
    for walker, nodes in enumerate(trace.numbers.tolist()):
        path = [arrays.keys[node] for node in nodes]
        assert path == naive.walk(path[0], numbers[walker].tolist())


@given(
    sizes=st.lists(st.integers(1, 60), min_size=1, max_size=6),
    per_bucket=st.integers(1, 70),
    seed=st.integers(0, 2**32),
)
def test_the_guide_leads_to_every_entry(sizes: list[int], per_bucket: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.choice([1, 2, 7, 1_000_000], size=sum(sizes))
    first = np.concatenate([[0], np.cumsum(sizes)])
    sums = np.concatenate([[0], np.cumsum(weights)])
    rows = Rows(1, 1, first, np.zeros(sum(sizes), int), sums, np.zeros(sum(sizes), int))
    buckets = -(-np.array(sizes) // per_bucket)
    guide, at = rows.guide(buckets), np.concatenate([[0], np.cumsum(buckets)])
    for row, count in enumerate(buckets.tolist()):
        base, total = sums[first[row]], sums[first[row + 1]] - sums[first[row]]
        for spot in {0, int(total) - 1, *rng.integers(0, total, 50).tolist()}:
            entry = np.searchsorted(sums[1:], base + spot, side="right")
            bucket = at[row] + spot * count // total
            assert guide[bucket] <= entry <= guide[bucket + 1]


def test_ways_back_are_known() -> None:
    rows = Rows.of(WalkEdges.of(columns(EDGES), columns(NEAR)))
    row = np.repeat(np.arange(len(rows.first) - 1), np.diff(rows.first)) % rows.nodes
    pairs = list(zip(row.tolist(), rows.ends.tolist(), strict=True))
    for (start, end), back in zip(pairs, rows.partner.tolist(), strict=True):
        assert (pairs[back] == (end, start)) if back >= 0 else ((end, start) not in pairs)
    assert (rows.partner < 0).sum() == 2  # soc:1 to soc:3 and soc:3 to soc:2 lead one way


@pytest.mark.parametrize("boost", [0.0, 1.0])
def test_weights_are_whole_numbers_within_bounds(boost: float) -> None:
    rows = Rows.of(WalkEdges.of(columns(EDGES)), boost=boost)
    weights = np.diff(rows.sums)
    assert weights.min() >= 1
    assert weights.max() == (BOOSTED if boost else 900_000)
    by_skill = np.add.reduceat(weights, rows.first[rows.occupations : rows.nodes])
    assert (np.ptp(by_skill) < 1e-6 * by_skill.mean()) == bool(boost)
