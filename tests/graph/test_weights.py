"""The weight of an edge: what it is in known cases, and what must hold for any counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import Store
from graph.sync import Edge, Session
from graph.weights import (
    LEAST,
    TRUST,
    combine,
    derive_requires,
    share,
    strength,
    version_of,
    wilson,
)

shares = st.floats(0, 1)


def test_strength_in_known_cases() -> None:
    assert strength(0.5, 0.5) == 0.25  # as common as everywhere: half of it counts
    assert strength(0.5, 0.0) == 0.5  # nowhere else: all of it
    assert strength(0.0, 0.3) == 0.0


@given(shares, shares, shares)
def test_strength_grows_with_here_and_falls_with_everywhere(a: float, b: float, c: float) -> None:
    low, high = sorted((a, b))
    assert 0 <= strength(low, c) <= strength(high, c) + 1e-9
    assert strength(high, c) <= high + 1e-9
    assert strength(c, high) <= strength(c, low) + 1e-12


@given(st.integers(0, 500), st.integers(0, 500), shares)
def test_a_share_lies_between_the_counted_and_the_expected(n: int, more: int, b: float) -> None:
    of = n + more
    found = share(n, of, b)
    counted = n / of if of else b
    assert min(counted, b) - 1e-9 <= found <= max(counted, b) + 1e-9


def test_one_lucky_posting_weighs_little_and_many_weigh_much() -> None:
    assert share(1, 1, 0.01) < 0.2 < 0.8 < share(20, 20, 0.01)


@given(st.integers(1, 2000), st.integers(0, 2000))
def test_wilson_holds_the_share(n: int, more: int) -> None:
    low, high = wilson(n, n + more)
    assert 0 <= low <= n / (n + more) + 1e-4
    assert n / (n + more) - 1e-4 <= high <= 1


def test_wilson_of_a_textbook_case() -> None:
    assert wilson(1, 10) == pytest.approx((0.0179, 0.4042), abs=1e-4)


@given(st.dictionaries(st.sampled_from(sorted(TRUST)), shares))
def test_evidence_never_hurts(strengths: dict[str, float]) -> None:
    weight = combine(strengths)
    assert 0 <= weight <= 1
    for kind in strengths:
        rest = {k: v for k, v in strengths.items() if k != kind}
        assert combine(rest) <= weight + 1e-6


# ---- on the engines -----------------------------------------------------------------------------


def write(store: Store) -> Session:
    """Two SOC occupations, one ESCO occupation that is the first, three skills, four postings."""
    session = Session(store, "test", today="2026-01-31")
    session.nodes(
        "occupations",
        {
            "soc:1": {"title": "One", "postings": 3},
            "soc:2": {"title": "Two", "postings": 1},
            "esco:1": {"title": "Uno"},
        },
    )
    session.nodes(
        "skills",
        {
            "java": {"name": "Java", "status": "canonical", "postings": 3},
            "sql": {"name": "SQL", "status": "canonical", "postings": 1},
            "cobol": {"name": "COBOL", "status": "canonical", "postings": 0},
            "maybe": {"name": "Maybe", "status": "candidate", "postings": 1},
        },
    )
    asked = {"p1": ["java", "sql"], "p2": ["java", "maybe"], "p3": ["java"], "p4": ["sql"]}
    session.nodes("postings", {p: {"title": p, "first_seen": "2026-01-31"} for p in asked})
    session.edges(
        "asks_for",
        {
            p: {s: Edge(s, {"id": s, "raw": s, "certain": (p, s) != ("p4", "sql")}) for s in skills}
            for p, skills in asked.items()
        },
    )
    at = {"p1": "soc:1", "p2": "soc:1", "p3": "soc:1", "p4": "soc:2"}
    session.edges("advertises", {p: {o: Edge(o, {"score": 1.0})} for p, o in at.items()})

    def listed(skill: str, relation: str, value: float | None = None) -> dict[str, Edge]:
        props = {"id": skill, "relation": relation, "value": value, "hot": False}
        return {skill: Edge(skill, props | {"in_demand": relation == "technology"})}

    session.edges(
        "lists", {"soc:2": listed("java", "technology"), "esco:1": listed("cobol", "essential")}
    )
    same = {"system": "esco", "score": 1.0}
    session.edges(
        "same_as",
        {"esco:1": {"soc:1": Edge("soc:1", same), "soc:2": Edge("soc:2", same | {"score": 0.2})}},
    )
    return session


def requires(store: Store) -> dict[tuple[str, str], dict[str, object]]:
    """The edges there are."""
    rows = store.read("existing_requires", starts=["soc:1", "soc:2", "esco:1"])
    return {(row["start"], end): props for row in rows for _, end, props in row["edges"]}


def test_every_kind_of_evidence_makes_an_edge(store: Store) -> None:
    derive_requires(write(store))
    found = requires(store)
    assert set(found) == {
        ("soc:1", "java"),
        ("soc:1", "sql"),
        ("soc:1", "cobol"),
        ("soc:2", "java"),
    }
    java = found["soc:1", "java"]
    base = 3 / 4
    assert java["weight"] == combine({"postings": strength(share(3, 3, base), base)})
    assert (java["postings"], java["of"], java["sources"]) == (3, 3, ["dice"])
    assert (java["low"], java["high"]) == wilson(3, 3)
    technology = found["soc:2", "java"]
    assert technology["weight"] == combine({"technology": strength(1.0, 1.0)})
    assert (technology["postings"], technology["sources"]) == (0, ["onet"])
    assert technology.get("low") is None
    esco = found["soc:1", "cobol"]
    assert esco["weight"] == combine({"esco": strength(1.0, 1.0)})
    assert esco["sources"] == ["esco"]


def test_deriving_twice_changes_nothing_and_gone_evidence_goes(store: Store) -> None:
    session = write(store)
    derive_requires(session)
    version = store.read("graph_state")[0]["version"]
    before = session.changes
    derive_requires(session)
    assert session.changes == before
    session.edges("lists", {"soc:2": {}}, owned=lambda props: True)
    derive_requires(session)
    assert ("soc:2", "java") not in requires(store)
    assert store.read("graph_state")[0]["version"] != version


def test_the_version_is_of_edges_and_weights() -> None:
    one = {"o": {"s": Edge("s", {"weight": 0.5})}}
    other = {"o": {"s": Edge("s", {"weight": 0.500001})}}
    assert version_of(one) == version_of(dict(one)) != version_of(other)
    assert LEAST > 0
