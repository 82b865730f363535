"""Near occupations and the cheapest ways over them, against a second way to compute both."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import analysis, reads
from graph.errors import InvalidValue, NotFound
from graph.paths import transition_path
from graph.records import Changes
from graph.store import Store
from graph.transitions import near
from tests.graph.analyst_graph import derived_near
from tests.graph.analyst_tables import OCCUPATIONS
from tests.graph.small import EDGES, write_graph

DEVELOPER, SCIENTIST, ACCOUNTANT = "soc:15-1252", "soc:15-2051", "soc:13-2011"

weights = st.dictionaries(
    st.sampled_from([f"soc:{n}" for n in range(6)]),
    st.dictionaries(
        st.sampled_from("abcdefg"), st.integers(1, 100).map(lambda n: n / 100), min_size=1
    ),
    min_size=1,
)


@given(weights)
def test_near_is_the_share_still_to_be_learnt(requires: dict[str, dict[str, float]]) -> None:
    found = near(requires, {}, neighbours=2)
    for start, ends in found.items():
        for end, props in ends.items():
            have, want = requires[start], requires[end]
            lacking = sum(max(0.0, w - have.get(s, 0.0)) for s, w in want.items())
            share = (lacking + 2) / (sum(want.values()) + 2)
            assert props["cost"] == pytest.approx(share, abs=1e-6)
            assert props["shared"] == len(set(have) & set(want))
            assert props["learn"] == len(set(want) - set(have))


@given(weights)
def test_each_is_joined_to_the_likest_that_have_anything_in_common(
    requires: dict[str, dict[str, float]],
) -> None:
    found = near(requires, {}, neighbours=2)
    for start, skills in requires.items():
        alike = [k for k, other in requires.items() if k != start and set(other) & set(skills)]
        assert len(found.get(start, {})) == min(2, len(alike))
        assert set(found.get(start, {})) <= set(alike)


def test_near_joins_the_likest_and_what_onet_calls_close() -> None:
    requires = {
        "soc:a": {"java": 1.0, "everybody": 0.5},
        "soc:b": {"java": 0.9, "everybody": 0.5},
        "soc:c": {"excel": 1.0, "everybody": 0.5},
        "soc:d": {"excel": 1.0, "tax": 0.5, "everybody": 0.5},
    }
    related = {
        "soc:a": {"soc:c": "Primary-Long", "soc:d": "Supplemental", "soc:gone": "Primary-Short"}
    }
    found = near(requires, related, neighbours=1)
    assert {a: sorted(ends) for a, ends in found.items()} == {
        "soc:a": ["soc:b", "soc:c"],
        "soc:b": ["soc:a"],
        "soc:c": ["soc:d"],
        "soc:d": ["soc:c"],
    }
    assert found["soc:a"]["soc:c"]["tier"] == "Primary-Long"
    assert found["soc:a"]["soc:b"] == {
        **{"cost": round(2 / 3.4, 6), "shared": 2, "learn": 0, "tier": None}
    }
    assert near({}, related) == {}


def test_deriving_again_changes_nothing(analyst_store: Store) -> None:
    assert derived_near(analyst_store, "derive-again") == Changes()
    assert analysis.near_occupations(analyst_store, "title:scrum-guru") == []


def test_near_edges_follow_what_is_required(store: Store) -> None:
    write_graph(store, EDGES)
    made = derived_near(store, "derive-1")
    assert made.created == 6
    write_graph(store, {**EDGES, "soc:1": []})
    again = derived_near(store, "derive-2")
    assert again.deleted == 4
    assert analysis.near_occupations(store, "soc:1") == []


def test_the_way_is_the_cheapest_of_all(analyst_store: Store) -> None:
    keys = [key for key in OCCUPATIONS if key.startswith("soc:")]
    costs = {
        (key, row.occupation): row.cost
        for key in keys
        for row in analysis.near_occupations(analyst_store, key, limit=100)
    }
    for start, goal in [
        (DEVELOPER, ACCOUNTANT),
        (ACCOUNTANT, SCIENTIST),
        ("soc:15-1254", SCIENTIST),
    ]:
        found = transition_path(analyst_store, start, goal)
        others = [k for k in keys if k not in (start, goal)]
        every = [
            sum(costs.get(pair, 9.0) for pair in itertools.pairwise((start, *middle, goal)))
            for n in range(4)
            for middle in itertools.permutations(others, n)
        ]
        assert found.cost == pytest.approx(min(every))
        assert found.cost == pytest.approx(sum(step.cost for step in found.steps))
        assert [s.end for s in found.steps[:-1]] == [s.start for s in found.steps[1:]]


def test_steps_say_what_is_to_be_learnt_and_who_says_so(analyst_store: Store) -> None:
    found = transition_path(
        analyst_store, "java developer", "Data Scientists", skills=3, evidence=2
    )
    assert (found.start, found.end) == (DEVELOPER, SCIENTIST)
    last = found.steps[-1]
    assert last.wage_median == 112_590.0
    gaps = analysis.occupation_gap(analyst_store, last.start, last.end, limit=3)
    assert [s.skill for s in last.to_learn] == [g.skill for g in gaps]
    for skill in last.to_learn:
        assert skill.evidence is not None
        assert len(skill.evidence.postings) == min(2, skill.postings)
    assert all(s.own > 0 for s in last.kept)
    direct = analysis.occupation_gap(analyst_store, DEVELOPER, SCIENTIST, limit=100)
    wanted = analysis.occupation_skills(analyst_store, SCIENTIST, limit=100)
    assert found.direct == pytest.approx(
        (sum(g.gap for g in direct) + 2) / (sum(s.weight for s in wanted) + 2), abs=1e-5
    )


def test_no_way_is_said_so(analyst_store: Store) -> None:
    with pytest.raises(InvalidValue, match="Both names mean"):
        transition_path(analyst_store, "programmer", "soc:15-1251")
    with pytest.raises(InvalidValue, match=r"Scrum Guru .* is none") as caught:
        transition_path(analyst_store, "Scrum Guru", DEVELOPER)
    assert "Software Developers" in caught.value.hint
    with pytest.raises(InvalidValue, match="is none"):
        transition_path(analyst_store, DEVELOPER, "esco:2512.4")
    far = transition_path(analyst_store, ACCOUNTANT, SCIENTIST)
    assert len(far.steps) > 1
    with pytest.raises(NotFound, match="at most 1 step"):
        transition_path(analyst_store, ACCOUNTANT, SCIENTIST, max_hops=1)
    with pytest.raises(NotFound, match="No occupation"):
        reads.find_occupation(analyst_store, "astronaut of mars")
