"""Write-back: evidence on every edge, twice is once, and undo is exact."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NotFound, RunError
from graph.keys import content_hash
from graph.proposals import accept, submit, undo
from graph.reads import count_edges, count_nodes, document_mentions, documents, find_run, find_skill
from graph.records import Changes, Document, Mention, Proposal
from graph.runs import recorded
from graph.store import Store
from tests.graph.small import EDGES, write_graph

TEXT = "Wrote Java and SQL. Also Zorblax."
MENTIONS = (
    Mention(6, 10, "Java", 0.9, "java"),
    Mention(15, 18, "SQL", 0.4, "sql"),
    Mention(25, 32, "Zorblax", 0.8, None),
)


def proposal(text: str = TEXT, mentions: tuple[Mention, ...] = MENTIONS) -> Proposal:
    document = Document(content_hash(text), "A resume", text, "a.txt")
    return Proposal(document, mentions, "crf:00000000")


def enrich(store: Store, home: Path, name: str, *proposals: Proposal) -> str:
    with recorded(store, home, step="enrich", inputs={"name": name}, command="test") as run:
        submit(store, run.key, proposals)
        accept(store, run.key, 0.5)
    return run.key


def snapshot(store: Store) -> object:
    mentions = [document_mentions(store, d.key) for d in documents(store)]
    nodes = {k: v for k, v in count_nodes(store).items() if k not in ("Run", "GraphState")}
    return nodes, count_edges(store), mentions


def test_edges_carry_their_evidence(store: Store, home: Path) -> None:
    write_graph(store, EDGES)
    run = enrich(store, home, "one", proposal())
    rows = document_mentions(store, content_hash(TEXT))
    assert [(r.skill, r.start, r.end, r.text, r.confidence, r.status) for r in rows] == [
        ("java", 6, 10, "Java", 0.9, "accepted"),
        ("sql", 15, 18, "SQL", 0.4, "proposed"),
        ("zorblax", 25, 32, "Zorblax", 0.8, "proposed"),
    ]
    assert all(r.runs == [run] and r.model == "crf:00000000" for r in rows)
    assert find_skill(store, "Zorblax").status == "candidate"


def test_submitting_twice_is_submitting_once(store: Store, home: Path) -> None:
    write_graph(store, EDGES)
    run = enrich(store, home, "one", proposal())
    before = snapshot(store)
    assert submit(store, run, [proposal()]) == Changes()
    assert accept(store, run, 0.5) == Changes()
    assert snapshot(store) == before


def test_undo_removes_exactly_what_the_run_added(store: Store, home: Path) -> None:
    write_graph(store, EDGES)
    enrich(store, home, "one", proposal())
    before = snapshot(store)
    other = proposal("Excel and Java, again.", (Mention(0, 5, "Excel", 0.9, "excel"),))
    # The second run finds the first one's document again, and a document of its own.
    second = enrich(store, home, "two", proposal(), other)
    assert snapshot(store) != before
    undo(store, second)
    assert snapshot(store) == before
    assert find_run(store, second).status == "undone"


def test_undo_of_the_first_keeps_what_the_second_supports(store: Store, home: Path) -> None:
    write_graph(store, EDGES)
    first = enrich(store, home, "one", proposal())
    second = enrich(store, home, "two", proposal())
    undo(store, first)
    rows = document_mentions(store, content_hash(TEXT))
    assert [r.runs for r in rows] == [[second]] * 3
    undo(store, second)
    assert documents(store) == []
    with pytest.raises(NotFound):
        find_skill(store, "Zorblax")
    assert find_skill(store, "Java").status == "canonical"


def test_undo_of_another_step_or_an_unknown_run_is_refused(store: Store, home: Path) -> None:
    with recorded(store, home, step="ingest", inputs={}, command="test") as run:
        pass
    with pytest.raises(RunError, match="cannot be undone"):
        undo(store, run.key)
    with pytest.raises(NotFound):
        undo(store, "enrich-000000000000")
