"""Suggestions of teachers: candidates with evidence, accepted by rule, undone exactly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import RunError
from graph.proposals import undo
from graph.provenance import edge_evidence, evidence_rows, suggestions_waiting
from graph.reads import find_run, find_skill, graph_version, occupation_skills
from graph.records import Changes
from graph.runs import recorded
from graph.store import Store
from graph.suggestions import Suggestion, accept, submit
from tests.graph.guided import CANDIDATE, DESIGNERS, MIDWIVES, write_guided
from tests.snapshots import differences, snapshot


def suggested(occupation: str, skill: str | None, raw: str, support: float = 0.2) -> Suggestion:
    return Suggestion(occupation, skill, raw, 1, support, 2.0, 2, "teacher:1", "skills.v1:0")


FOUND = [
    suggested(DESIGNERS, "java", "Java"),
    suggested(DESIGNERS, "git", "git", 0.001),
    suggested(DESIGNERS, CANDIDATE, "Knitting"),
    suggested(MIDWIVES, None, "Birth Planning", 0.0),
]


def expand(
    store: Store, home: Path, name: str = "one", found: list[Suggestion] | None = None
) -> str:
    with recorded(store, home, step="expand", inputs={"n": name}, command="t") as run:
        submit(store, run.key, FOUND if found is None else found)
    return run.key


def skills_of(store: Store, occupation: str) -> list[str]:
    return [link.skill for link in occupation_skills(store, occupation)]


def test_suggestions_wait_with_their_evidence(store: Store, home: Path) -> None:
    write_guided(store)
    version = graph_version(store)
    run = expand(store, home)
    rows = suggestions_waiting(store)
    assert [(r.occupation, r.skill) for r in rows] == [
        (DESIGNERS, "java"),
        (DESIGNERS, CANDIDATE),
        (DESIGNERS, "git"),
        (MIDWIVES, "birthplanning"),
    ]
    assert {(r.teacher, r.prompt, *r.runs) for r in rows} == {("teacher:1", "skills.v1:0", run)}
    evidence = edge_evidence(store, "Web Designers", "Java")
    assert evidence.link is None
    assert [(s.teacher, s.prompt, s.runs, s.status) for s in evidence.suggestions] == [
        ("teacher:1", "skills.v1:0", [run], "proposed")
    ]
    (row,) = evidence_rows(store, DESIGNERS, "java")
    assert (row.kind, row.source, row.key, row.text, row.run) == (
        "suggestion",
        "teacher:1",
        "skills.v1:0",
        "proposed: Java",
        run,
    )
    # Nothing of it can be walked on, and what the graph did not know is a candidate.
    assert graph_version(store) == version
    assert skills_of(store, DESIGNERS) == []
    assert find_skill(store, "Birth Planning").status == "candidate"


def test_submitting_twice_is_submitting_once(store: Store, home: Path) -> None:
    write_guided(store)
    run = expand(store, home)
    before = snapshot(store)
    assert submit(store, run, FOUND) == Changes()
    assert submit(store, run, [*FOUND, FOUND[0]]) == Changes()
    assert snapshot(store) == before


def test_accepted_they_are_walked_on_and_undone_they_never_were(store: Store, home: Path) -> None:
    write_guided(store)
    before, version = snapshot(store), graph_version(store)
    run = expand(store, home)
    assert accept(store, run) == Changes(updated=1)
    (link,) = occupation_skills(store, DESIGNERS)
    assert (link.skill, link.sources) == ("java", ["teacher"])
    assert link.weight == pytest.approx(0.075)
    assert graph_version(store) not in ("", version)
    again = snapshot(store)
    assert accept(store, run) == Changes()
    assert snapshot(store) == again
    undo(store, run)
    assert [line for line in differences(snapshot(store), before) if '"Run"' not in line] == []
    assert graph_version(store) == version
    assert find_run(store, run).status == "undone"


def test_what_another_run_suggested_too_stays(store: Store, home: Path) -> None:
    write_guided(store)
    first = expand(store, home)
    second = expand(store, home, "two", FOUND[:1])
    accept(store, first)
    undo(store, first)
    assert skills_of(store, DESIGNERS) == ["java"]
    assert edge_evidence(store, DESIGNERS, "java").suggestions[0].runs == [second]
    undo(store, second)
    assert skills_of(store, DESIGNERS) == []


def test_teachers_are_told_apart(store: Store, home: Path) -> None:
    write_guided(store)
    expand(store, home)
    expand(store, home, "two", [replace(FOUND[0], teacher="teacher:2")])
    found = edge_evidence(store, DESIGNERS, "java").suggestions
    assert [s.teacher for s in found] == ["teacher:1", "teacher:2"]


def test_a_graph_left_half_loaded_is_not_weighed(store: Store, home: Path) -> None:
    write_guided(store)
    run = expand(store, home)
    store.write("begin_load", run="ingest-111111111111")
    for change in (accept, undo):
        with pytest.raises(RunError, match="ingest-111111111111"):
            change(store, run)
    assert len(suggestions_waiting(store)) == len(FOUND)


@pytest.mark.parametrize("query", ["accept_suggestions", "drop_suggestions_of_run"])
def test_broken_off_half_way_it_is_finished_by_the_next(
    store: Store, home: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    write_guided(store)
    run = expand(store, home)
    change = accept if query == "accept_suggestions" else undo
    if change is undo:
        accept(store, run)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("graph.suggestions.derive_requires", broken)
        with pytest.raises(KeyboardInterrupt):
            change(store, run)
    assert store.read("graph_state")[0]["loading"] == run
    change(store, run)
    assert store.read("graph_state")[0]["loading"] is None
    assert skills_of(store, DESIGNERS) == (["java"] if change is accept else [])
