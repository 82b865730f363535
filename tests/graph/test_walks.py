"""Walks: the same seed gives the same walk, in Cypher on either engine and over arrays."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from graph.arrays import WalkArrays
from graph.errors import InvalidValue, NotFound
from graph.records import Walk
from graph.store import Store
from graph.walks import WalkOptions, draws, sample
from tests.graph.chi_square import surprising
from tests.graph.small import EDGES, NEAR, Edges, Postings, write_graph

RELATED = "occupation-occupation-skill-occupation"
POSTINGS: Postings = [
    ("soc:1", "2026-01-01", ["java", "sql"]),
    ("soc:1", "2026-01-02", ["java"]),
    ("soc:1", "2026-03-01", ["c#"]),
    ("soc:2", "2026-01-01", ["sql", "excel"]),
]
OPTIONS = [
    WalkOptions(length=6),
    WalkOptions(length=9, no_return=False),
    WalkOptions(length=8, temperature=0.5, restart=0.3),
    WalkOptions(length=8, no_return=False, p=0.3, q=3),
    WalkOptions(length=9, metapath=RELATED, restart=0.2),
    WalkOptions(length=9, metapath=RELATED, no_return=False, p=4, q=0.5),
    WalkOptions(length=9, metapath="occupation-occupation", no_return=False, p=0.2, q=5),
    WalkOptions(length=7, boost=0.7),
    WalkOptions(length=7, as_of="2026-02-01"),
    WalkOptions(length=9, as_of="2026-02-01", boost=1, metapath=RELATED, q=2, temperature=2),
]


def both(store: Store, starts: list[str], options: WalkOptions) -> tuple[list[Walk], list[Walk]]:
    arrays = WalkArrays.export(store, options)
    return (
        sample(store, starts, seed=7, options=options),
        arrays.sample(store, starts, seed=7, options=options),
    )


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_cypher_and_arrays_give_identical_walks(store: Store, options: WalkOptions) -> None:
    write_graph(store, EDGES, NEAR, POSTINGS)
    starts = ["soc:1", "soc:2"] * 15
    in_cypher, in_arrays = both(store, starts, options)
    assert in_cypher == in_arrays
    assert len({walk.steps for walk in in_cypher}) > 2


def test_walks_are_the_same_on_every_engine(store: Store) -> None:
    write_graph(store, EDGES)
    (walk,) = sample(store, ["soc:1"], seed=11, options=WalkOptions(length=6))
    # Written down once: each engine, on any machine, must give exactly this.
    written = "soc:1 java soc:2 sql soc:3 excel soc:2"
    assert " ".join(step.key for step in walk.steps) == written
    assert sample(store, ["soc:1", "soc:2"], seed=11)[0].steps == walk.steps


def test_one_walk_of_a_batch_can_be_replayed(store: Store) -> None:
    write_graph(store, EDGES)
    options = WalkOptions(length=9, restart=0.2, boost=0.5)
    walks = sample(store, ["soc:2"] * 12, seed=4, options=options)
    for walk in walks[3::4]:
        again = WalkOptions(**walk.options)
        (found,) = sample(store, [walk.start], seed=walk.seed, options=again, first=walk.index)
        assert found == walk


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


def test_related_occupations_are_stepped_over(store: Store) -> None:
    write_graph(store, EDGES, NEAR)
    near = {o: {b for b, _ in ends if b in EDGES} for o, ends in NEAR.items()}
    options = WalkOptions(length=9, metapath=RELATED)
    for walk in sample(store, [*EDGES, *EDGES, *EDGES], seed=3, options=options):
        kinds = ["occupation", "occupation", "skill"] * 3 + ["occupation"]
        assert [s.kind for s in walk.steps] == kinds
        for at in (0, 3, 6):
            here, after = walk.steps[at].key, walk.steps[at + 1].key
            assert after in near.get(here, {here})


def test_steps_in_cypher_follow_the_weights(store: Store) -> None:
    write_graph(store, EDGES)
    options = WalkOptions(length=8, no_return=False)
    walks = sample(store, ["soc:1", "soc:3"] * 150, seed=5, options=options)
    assert not surprising(walks, weights(EDGES))


@pytest.mark.parametrize("temperature", [1.0, 0.5])
def test_steps_over_arrays_follow_the_weights(store: Store, temperature: float) -> None:
    write_graph(store, EDGES)
    options = WalkOptions(length=10, no_return=False, temperature=temperature)
    arrays = WalkArrays.export(store, options)
    walks = arrays.sample(store, ["soc:1", "soc:3"] * 2_000, seed=5)
    assert not surprising(walks, weights(EDGES, temperature))
    assert surprising(walks, weights(EDGES, temperature * 1.2))


def weights(edges: Edges, temperature: float = 1.0) -> dict[str, dict[str, float]]:
    """Every node's neighbours, in both directions."""
    found: dict[str, dict[str, float]] = {o: {} for o in edges}
    for occupation, ends in edges.items():
        for skill, weight in ends:
            found[occupation][skill] = weight ** (1 / temperature)
            found.setdefault(skill, {})[occupation] = weight ** (1 / temperature)
    return found


def test_as_of_a_day_only_what_was_seen_by_then_counts(store: Store) -> None:
    write_graph(store, EDGES, NEAR, POSTINGS)
    options = WalkOptions(length=7, as_of="2026-02-01", no_return=False)
    walks = sample(store, ["soc:1"] * 300, seed=2, options=options)
    assert {step.key for walk in walks for step in walk.steps} == set(
        "soc:1 soc:2 java sql excel".split()
    )
    # Two of two postings ask for Java, one for SQL.
    then = {"soc:1": {"java": 1.0, "sql": 0.5}, "java": {"soc:1": 1.0}}
    assert not surprising(walks, then)
    with pytest.raises(NotFound, match="no walkable edges"):
        sample(store, ["soc:1"], seed=1, options=WalkOptions(as_of="2025-12-31"))
    with pytest.raises(NotFound, match="soc:3"):
        sample(store, ["soc:3"], seed=1, options=options)


def test_a_full_boost_visits_all_skills_alike(store: Store) -> None:
    write_graph(store, {o: ends for o, ends in EDGES.items() if o != "title:clerk"})
    options = WalkOptions(length=1_000, no_return=False, boost=1)
    walks = WalkArrays.export(store, options).sample(store, ["soc:1"] * 60, seed=1)
    skills = [s.key for walk in walks for s in walk.steps[100:] if s.kind == "skill"]
    shares = np.array([skills.count(key) for key in sorted(set(skills))]) / len(skills)
    assert len(shares) == 6
    assert np.abs(shares * 6 - 1).max() < 0.06


def test_a_walkers_draws_do_not_depend_on_the_others() -> None:
    assert np.array_equal(draws(5, 3, 4), draws(5, 10, 4)[:3])
    assert np.array_equal(draws(5, 3, 2), draws(5, 3, 4)[:, :2])
    assert np.array_equal(draws(5, 3, 4, first=7), draws(5, 10, 4)[7:])
    assert not np.array_equal(draws(5, 3, 4), draws(6, 3, 4))


def test_no_draw_is_used_twice() -> None:
    numbers = draws(5, 200, 30)
    assert numbers.shape == (200, 30, 2)
    assert len(np.unique(numbers)) == numbers.size
    assert numbers.min() >= 0
    assert numbers.max() < 1


def test_starting_nowhere_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="no walkable edges"):
        sample(store, ["soc:1"], seed=1)
    with pytest.raises(NotFound, match="no walkable edges"):
        WalkArrays.export(store)
    write_graph(store, EDGES)
    with pytest.raises(NotFound, match="soc:9"):
        sample(store, ["soc:9"], seed=1)
    with pytest.raises(NotFound, match="soc:9"):
        WalkArrays.export(store).sample(store, ["soc:1", "soc:9"], seed=1)


@pytest.mark.parametrize(
    ("made", "walked", "says"),
    [
        (WalkOptions(), WalkOptions(temperature=2), "another temperature"),
        (WalkOptions(boost=1), WalkOptions(), "another boost"),
        (WalkOptions(), WalkOptions(metapath=RELATED), "without related"),
    ],
)
def test_arrays_are_of_the_options_they_were_made_for(
    embedded_store: Store, made: WalkOptions, walked: WalkOptions, says: str
) -> None:
    write_graph(embedded_store, EDGES, NEAR)
    arrays = WalkArrays.export(embedded_store, made)
    with pytest.raises(InvalidValue, match=says):
        arrays.sample(embedded_store, ["soc:1"], seed=1, options=walked)
