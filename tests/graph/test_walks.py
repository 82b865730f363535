"""Walks: the same seed gives the same walk, in Cypher on either engine and over arrays."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest

from graph.arrays import WalkArrays
from graph.errors import InvalidValue, NotFound
from graph.store import Store
from graph.walks import WalkOptions, draws, prepare, sample
from tests.graph.small import EDGES, write_graph

OPTIONS = [
    WalkOptions(length=6),
    WalkOptions(length=1),
    WalkOptions(length=9, no_return=False),
    WalkOptions(length=9, restart=0.3),
    WalkOptions(length=8, temperature=0.5, restart=0.1),
    WalkOptions(length=8, temperature=3.0),
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_cypher_and_arrays_give_identical_walks(store: Store, options: WalkOptions) -> None:
    write_graph(store, EDGES)
    starts = [key for key in sorted(EDGES) for _ in range(15)]
    in_cypher = sample(store, starts, seed=7, options=options)
    in_arrays = WalkArrays.export(store, options.temperature).sample(
        store, starts, seed=7, options=options
    )
    assert in_cypher == in_arrays


def test_walks_are_the_same_on_every_engine(store: Store) -> None:
    write_graph(store, EDGES)
    (walk,) = sample(store, ["soc:1"], seed=11, options=WalkOptions(length=6))
    # Written down once: each engine, on any machine, must give exactly this.
    written = "soc:1 java soc:2 sql soc:3 excel soc:2"
    assert " ".join(step.key for step in walk.steps) == written
    assert sample(store, ["soc:1", "soc:2"], seed=11)[0].steps == walk.steps


def test_steps_follow_edges_and_never_return_at_once(store: Store) -> None:
    write_graph(store, EDGES)
    pairs = {(o, s) for o, skills in EDGES.items() for s, _ in skills}
    for walk in sample(store, ["soc:2"] * 40, seed=3, options=WalkOptions(length=10)):
        keys = [step.key for step in walk.steps]
        assert [s.kind for s in walk.steps] == ["occupation", "skill"] * 5 + ["occupation"]
        for left, right in itertools.pairwise(keys):
            assert (left, right) in pairs or (right, left) in pairs
        for before, here, after in zip(keys, keys[1:], keys[2:], strict=False):
            ways = len(EDGES.get(here, ())) or sum(here in dict(s) for s in EDGES.values())
            assert before != after or ways == 1


def test_draws_follow_the_weights(store: Store) -> None:
    write_graph(store, EDGES)
    walks = sample(store, ["soc:1"] * 3000, seed=5, options=WalkOptions(length=1))
    seen = Counter(walk.steps[1].key for walk in walks)
    total = sum(weight for _, weight in EDGES["soc:1"])
    chi = sum(
        (seen[skill] - 3000 * weight / total) ** 2 / (3000 * weight / total)
        for skill, weight in EDGES["soc:1"]
    )
    # 99.9th percentile of chi-square with 3 degrees of freedom.
    assert len(EDGES["soc:1"]) == 4
    assert chi < 16.27


def test_a_walkers_draws_do_not_depend_on_the_others() -> None:
    assert np.array_equal(draws(5, 3, 4), draws(5, 10, 4)[:3])
    assert np.array_equal(draws(5, 3, 2), draws(5, 3, 4)[:, :2])
    assert not np.array_equal(draws(5, 3, 4), draws(6, 3, 4))


def test_no_draw_is_used_twice() -> None:
    numbers = draws(5, 200, 30)
    assert numbers.shape == (200, 30, 2)
    assert len(np.unique(numbers)) == numbers.size
    assert numbers.min() >= 0
    assert numbers.max() < 1


def test_lists_are_made_again_when_the_graph_moved(store: Store) -> None:
    write_graph(store, EDGES)
    before = prepare(store, 1.0)
    changed = {**EDGES, "soc:4": [("java", 0.9)]}
    write_graph(store, changed)
    assert prepare(store, 1.0) != before
    walks = sample(store, ["soc:4"] * 5, seed=1, options=WalkOptions(length=3))
    assert all(walk.steps[1].key == "java" for walk in walks)


def test_starting_nowhere_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="no walkable edges"):
        sample(store, ["soc:1"], seed=1)
    write_graph(store, EDGES)
    with pytest.raises(NotFound, match="soc:9"):
        sample(store, ["soc:9"], seed=1)


@pytest.mark.parametrize(
    "wrong",
    [{"length": 0}, {"length": 10**6}, {"temperature": 0.0}, {"restart": 1.0}, {"restart": -0.1}],
)
def test_options_outside_what_is_allowed(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidValue):
        WalkOptions(**wrong)  # type: ignore[arg-type]
