"""What neighbours say for a skill: known cases, and what must hold for any weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.neighbours import PRIOR, Neighbourhood, closeness
from graph.store import Store
from graph.weights import strength
from tests.graph.guided import (
    ANALYSTS,
    DESIGNERS,
    DEVELOPERS,
    MIDWIVES,
    NURSES,
    TESTERS,
    write_guided,
)

WEIGHTS = {"a": {"java": 0.5, "sql": 0.25}, "b": {"java": 0.25}, "c": {"triage": 0.5}}
CLOSE = {"o": {"a": 1.0, "b": 0.5, "nothing": 1.0}, "lonely": {}}

weights = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(st.sampled_from("xyz"), st.floats(0.01, 1), min_size=1),
    min_size=1,
)
near = st.dictionaries(st.sampled_from("bcdef"), st.sampled_from([0.25, 0.5, 1.0]))


def test_a_case_by_hand() -> None:
    found = Neighbourhood(WEIGHTS, CLOSE).support("o", "java")
    everywhere = 0.75 / 3
    here = (1.0 * 0.5 + 0.5 * 0.25 + PRIOR * everywhere) / (1.5 + PRIOR)
    assert found.support == pytest.approx(strength(here, everywhere), abs=1e-6)
    assert found.lift == pytest.approx(here / everywhere, abs=1e-3)
    assert found.neighbours == 2


def test_without_neighbours_a_skill_is_as_usual_as_everywhere() -> None:
    found = Neighbourhood(WEIGHTS, CLOSE).support("lonely", "java")
    assert (found.support, found.lift, found.neighbours) == (0.0, 1.0, 0)


def test_what_nobody_requires_has_no_support() -> None:
    found = Neighbourhood(WEIGHTS, CLOSE).support("o", "juggling")
    assert (found.support, found.lift, found.neighbours) == (0.0, None, 0)


@given(weights, near, st.sampled_from("xyz"))
def test_support_is_a_share(
    found: dict[str, dict[str, float]], close: dict[str, float], skill: str
) -> None:
    support = Neighbourhood(found, {"o": close}).support("o", skill)
    assert 0 <= support.support <= 1
    assert (support.support > 0) == (support.neighbours > 0)


@given(weights, st.floats(0.01, 0.5), st.floats(0.01, 0.5), st.sampled_from([0.25, 0.5, 1.0]))
def test_the_nearer_occupation_needing_it_more_speaks_for_it(
    rest: dict[str, dict[str, float]], low: float, more: float, close: float
) -> None:
    def support(near: float, far: float) -> float:
        # Only who needs it more changes: what is usual everywhere stays the same.
        found = {**rest, "near": {"x": near}, "far": {"x": far}}
        return Neighbourhood(found, {"o": {"near": close}}).support("o", "x").support

    assert support(low + more, low) >= support(low, low + more)


@given(weights, near, st.sampled_from("xyz"))
def test_the_occupations_own_weight_counts_only_as_one_of_all(
    found: dict[str, dict[str, float]], close: dict[str, float], skill: str
) -> None:
    # `a` is never its own neighbour: what is known of it reaches it only through the mean.
    with_own = Neighbourhood(found, {"a": close})
    near_sum = sum(c * found[o].get(skill, 0) for o, c in close.items() if o in found)
    here = near_sum + PRIOR * with_own.everywhere.get(skill, 0.0)
    total = sum(c for o, c in close.items() if o in found) + PRIOR
    expected = strength(here / total, with_own.everywhere.get(skill, 0.0)) if near_sum else 0.0
    assert with_own.support("a", skill).support == pytest.approx(expected, abs=1e-6)


def test_closeness_is_that_of_the_nearest_group() -> None:
    groups = {
        "a": [["x1", "broad", ""], ["m", "minor", ""], ["g", "major", ""]],
        "b": [["x1", "broad", ""], ["m", "minor", ""], ["g", "major", ""]],
        "c": [["x2", "broad", ""], ["m", "minor", ""], ["g", "major", ""]],
        "d": [["g", "major", ""]],
    }
    found = closeness(groups, {"a": {"d": "Primary-Short", "e": "Supplemental"}})
    assert found["a"] == {"b": 1.0, "c": 0.5, "d": 1.0}
    assert found["d"] == {"a": 0.25, "b": 0.25, "c": 0.25}


def test_neighbours_of_a_graph(store: Store) -> None:
    write_guided(store)
    neighbourhood = Neighbourhood.read(store)
    assert neighbourhood.neighbours(DESIGNERS) == [DEVELOPERS, TESTERS, ANALYSTS]
    assert neighbourhood.neighbours(MIDWIVES) == [NURSES]
    assert neighbourhood.strongest(NURSES, 1) == ["triage"]
    java, triage = (neighbourhood.support(DESIGNERS, s).support for s in ("java", "triage"))
    assert java > triage == 0
