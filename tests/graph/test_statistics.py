"""What is typical of occupations: counted, smoothed, told; written with its run and taken out again."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import statistics
from graph.proposals import undo
from graph.provenance import occupation_estimates, run_provenance
from graph.reads import find_run
from graph.records import Changes
from graph.runs import recorded
from graph.statistics import (
    ENOUGH,
    PRIOR,
    YEARS_MEAN,
    Counted,
    Estimate,
    Tally,
    Typical,
    count,
    estimated,
    measured,
    occupation_statistics,
    smoothed,
    submit,
)
from graph.store import Store
from tests.graph.guided import DESIGNERS, DEVELOPERS, MIDWIVES, NURSES, TESTERS, write_guided
from tests.snapshots import snapshot

tallies = st.lists(st.integers(1, 30), max_size=60).map(
    lambda counts: Tally(len(counts), sum(counts), sum(n * n for n in counts))
)
typicals = st.builds(Typical, st.floats(1, 30), st.floats(0, 100))


@given(tallies, typicals)
def test_smoothing_stays_between_own_and_above(tally: Tally, above: Typical) -> None:
    own, found = measured(tally), smoothed(tally, above)
    low, high = sorted((own.mean, above.mean))
    if not tally.postings:
        assert (found.mean, found.variance) == pytest.approx((above.mean, above.variance))
        return
    assert low - 1e-9 <= found.mean <= high + 1e-9
    assert 0 <= found.variance <= max(own.variance, above.variance) + 1e-9


@given(st.dictionaries(st.sampled_from("abcdef"), tallies), st.data())
def test_the_order_of_occupations_does_not_matter(
    found: dict[str, Tally], data: st.DataObject
) -> None:
    majors = {key: ("g" + key, key) for key in found if key < "d"}
    again = dict(data.draw(st.permutations(list(found.items()))))
    one, other = estimated(found, majors), estimated(again, majors)
    assert one.everywhere == other.everywhere
    assert {k: one.estimate(k) for k in found} == {k: other.estimate(k) for k in found}


def test_what_is_counted(store: Store) -> None:
    write_guided(store)
    counted = count(store)
    # Four postings of developers ask for 3, 2, 2 and 4 skills; the two of testers for 3 and 2.
    assert counted.occupations[DEVELOPERS] == Tally(4, 11, 33)
    assert counted.occupations[TESTERS] == Tally(2, 5, 13)
    assert counted.occupations[DESIGNERS] == Tally()
    everywhere = (11 + 5 + 2 + 3) / 9
    assert counted.everywhere.mean == pytest.approx(everywhere)
    group = (18 + PRIOR * everywhere) / (7 + PRIOR)
    title, typical = counted.group(DESIGNERS)
    assert title == "soc:15-0000"
    assert typical.mean == pytest.approx(group)
    assert counted.estimate(DEVELOPERS).skills_mean == pytest.approx(
        (11 + PRIOR * group) / (4 + PRIOR), abs=1e-4
    )
    # Without a posting an occupation is as its group.
    assert counted.estimate(DESIGNERS).skills_mean == pytest.approx(group, abs=1e-4)
    assert counted.estimate(DESIGNERS).years_spread == pytest.approx(sqrt(2), abs=1e-4)


def written(store: Store, home: Path, estimates: list[Estimate], name: str = "one") -> str:
    with recorded(store, home, step="statistics", inputs={"n": name}, command="test") as run:
        submit(store, run.key, estimates)
    return run.key


def all_of(counted: Counted) -> list[Estimate]:
    return [counted.estimate(key) for key in counted.occupations]


def told(occupation: str, postings: int = 0) -> Estimate:
    return Estimate(
        occupation, "teacher", 9.0, 2.0, 6.0, 3.0, "teacher", postings, 2.3, "teacher:1", "p:1"
    )


def test_written_once_and_taken_out_exactly(store: Store, home: Path) -> None:
    write_guided(store)
    estimates = all_of(count(store))
    run = written(store, home, estimates)
    before = snapshot(store)
    assert submit(store, run, estimates) == Changes()
    assert snapshot(store) == before
    found = occupation_statistics(store, [DEVELOPERS, DESIGNERS, "soc:99-9999"])
    assert sorted(found) == [DEVELOPERS, DESIGNERS]
    assert found[DEVELOPERS].runs == (run,)
    assert found[DEVELOPERS].skills_ratio > 1
    assert [w.type for w in run_provenance(store, run)] == ["ESTIMATED_BY"]
    undo(store, run)
    assert occupation_statistics(store, [DEVELOPERS]) == {}
    assert find_run(store, run).status == "undone"


def test_a_later_count_replaces_the_earlier_where_it_differs(store: Store, home: Path) -> None:
    write_guided(store)
    estimates = all_of(count(store))
    first = written(store, home, estimates)
    changed = [replace(e, skills_mean=7.0) if e.occupation == NURSES else e for e in estimates]
    second = written(store, home, changed, "two")
    found = occupation_statistics(store, [NURSES, MIDWIVES])
    assert (found[NURSES].runs, found[NURSES].skills_mean) == ((second,), 7.0)
    assert found[MIDWIVES].runs == (first,)
    assert len(occupation_estimates(store, NURSES)) == 1


def test_a_teacher_goes_before_few_postings_and_after_many(store: Store, home: Path) -> None:
    write_guided(store)
    estimates = all_of(count(store))
    many = [replace(e, postings=ENOUGH) if e.occupation == DEVELOPERS else e for e in estimates]
    counted = written(store, home, many)
    said = written(store, home, [told(DEVELOPERS, ENOUGH), told(NURSES, 2)], "two")
    found = occupation_statistics(store, [DEVELOPERS, NURSES, MIDWIVES])
    assert found[DEVELOPERS].skills_source == "postings"
    assert found[DEVELOPERS].runs == tuple(sorted((counted, said)))
    assert (found[NURSES].skills_source, found[NURSES].skills_mean) == ("teacher", 9.0)
    # Nobody counts years, so they are the teacher's wherever it said any.
    assert [found[k].years_mean for k in (DEVELOPERS, NURSES, MIDWIVES)] == [6.0, 6.0, YEARS_MEAN]
    rows = occupation_estimates(store, NURSES)
    assert [(r.source, r.teacher, r.prompt) for r in rows] == [
        ("postings", None, None),
        ("teacher", "teacher:1", "p:1"),
    ]
    undo(store, said)
    assert occupation_statistics(store, [NURSES])[NURSES].skills_source == "postings"


def test_estimates_alone_do_not_walk(store: Store, home: Path) -> None:
    write_guided(store)
    before = store.read("graph_state")[0]["version"]
    written(store, home, all_of(count(store)))
    assert store.read("graph_state")[0]["version"] == before
    assert statistics.soc_occupations(store)[0] == "soc:15-1211"
