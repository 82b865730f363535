"""Loads after a teacher's word: suggestions stay, follow their skill, and keep weighing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.provenance import edge_evidence, suggestions_waiting
from graph.reads import find_skill, occupation_skills
from graph.runs import recorded
from graph.store import Store
from graph.suggestions import Suggestion, accept, submit
from ingest.decisions import decide
from ingest.pipeline import ingest
from tests.ingest.small_files import ROWS, postings, taxonomies

JANUARY = date(2026, 1, 31)
ADMINISTRATORS = "soc:15-1244"


def suggested(skill: str | None, raw: str) -> Suggestion:
    return Suggestion(ADMINISTRATORS, skill, raw, 1, 0.2, 2.0, 2, "teacher:1", "skills.v1:0")


def test_a_later_load_keeps_what_was_suggested(store: Store, home: Path, tmp_path: Path) -> None:
    files = [*taxonomies(tmp_path), postings(tmp_path / "dice.csv", ROWS)]
    ingest(store, home, files, today=JANUARY)
    with recorded(store, home, step="expand", inputs={}, command="t") as run:
        submit(store, run.key, [suggested("java", "Java"), suggested(None, "Zorblax")])
    accept(store, run.key)
    (before,) = [s for s in occupation_skills(store, ADMINISTRATORS) if s.skill == "java"]
    assert before.sources == ["teacher"]
    more = postings(tmp_path / "later.csv", [("Java Developer", "Java, Zorblax"), *ROWS[:1]])
    ingest(store, home, [more], today=JANUARY)
    (after,) = [s for s in occupation_skills(store, ADMINISTRATORS) if s.skill == "java"]
    assert after.sources == ["teacher"]
    assert [r.raw for r in suggestions_waiting(store)] == ["Zorblax"]
    assert find_skill(store, "Zorblax").status == "candidate"


def test_a_suggestion_follows_its_skill(store: Store, home: Path, tmp_path: Path) -> None:
    ingest(store, home, [*taxonomies(tmp_path), postings(tmp_path / "d.csv", ROWS)], today=JANUARY)
    # Two names that postings write, each a skill of its own until somebody says otherwise.
    with recorded(store, home, step="expand", inputs={}, command="t") as run:
        submit(store, run.key, [suggested("loomstudio", "Loom Studio"), suggested("c++", "C++")])
    decide(store, home, "merge", "Loom Studio", "C++")
    merged = find_skill(store, "C++").key
    assert find_skill(store, "Loom Studio").key == merged
    said = edge_evidence(store, ADMINISTRATORS, merged).suggestions
    assert sorted(s.raw for s in said) == ["C++", "Loom Studio"]
