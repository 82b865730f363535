"""Guidance from a hosted teacher, against a real server that speaks chat completions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from api.services.guidance import Guide, ask_statistics, expand
from generation.offline_guide import OfflineGuide
from generation.prices import Price
from generation.prompts import block
from generation.teachers import make_teacher
from graph.errors import BudgetSpent, TeacherRefused, TeacherUnavailable
from graph.provenance import occupation_estimates, suggestions_waiting
from graph.reads import find_skill
from graph.store import Store
from tests.generation.chat_server import Answer, ChatServer, chat_server, messages
from tests.graph.guided import DESIGNERS, MIDWIVES, write_guided
from tests.snapshots import snapshot

pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")


def guided(request: dict[str, Any]) -> Answer:
    """What the offline guide would say."""
    return Answer(content=str(OfflineGuide().invoke(messages(request)).text))


def title_of(request: dict[str, Any]) -> str:
    facts = block(request["messages"][1]["content"], "context")
    assert facts is not None
    return str(facts["occupation"])


def saying(figures: dict[str, int], request: dict[str, Any]) -> Answer:
    return Answer(content=json.dumps(figures))


def naming(*skills: str) -> Answer:
    return Answer(content=json.dumps({"skills": skills}))


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chat_server() as running:
        running.always = guided
        yield running


@pytest.fixture
def asked(server: ChatServer) -> Guide:
    model = make_teacher("openai:m", base_url=server.url, max_retries=0, timeout=10.0)
    return Guide(model, fewer_than=1, concurrency=1)


def quiet(*_: object) -> None:
    """Progress that nobody watches."""


def run_expand(store: Store, home: Path, asked: Guide) -> Any:
    return expand(store, home, asked, quiet, number=10, least=0.005)


@pytest.mark.parametrize(
    "bad",
    [
        Answer(content='{"names": ["Java"]}'),
        Answer(content='{"skills": ["Java"'),
        Answer(content="I would rather talk about the weather."),
        naming(*["so many words that this can be the name of no skill at all"] * 3),
    ],
)
def test_a_wrong_reply_is_mended(
    embedded_store: Store, tmp_path: Path, server: ChatServer, asked: Guide, bad: Answer
) -> None:
    write_guided(embedded_store)
    server.next.append(lambda _: bad)
    done = run_expand(embedded_store, tmp_path, asked)
    assert (done.occupations, done.asked, done.unanswered) == (2, 2, {})
    assert server.calls == 3
    second = server.requests[1]["messages"]
    assert [m["role"] for m in second] == ["system", "user", "assistant", "user"]
    assert "number 1, cannot be used yet" in second[3]["content"]


def test_refusals_and_hopeless_replies_are_counted_and_asked_again_by_the_next_run(
    store: Store, home: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(store)
    server.always = lambda r: (
        Answer(refusal="No.") if title_of(r) == "Midwives" else Answer(content="{}")
    )
    done = run_expand(store, home, asked)
    assert (dict(done.unanswered), done.changes.created) == ({"refused": 1, "unusable": 1}, 0)
    assert server.calls == 4  # three times the one, once the other
    server.always = guided
    again = run_expand(store, home, asked)
    assert (again.run, again.asked, dict(again.unanswered)) == (done.run, 2, {})
    assert again.passed > 0


def test_invented_skills_wait_as_candidates_only_when_named_twice(
    store: Store, home: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(store)
    server.always = lambda r: naming("Java", "Zorblax", f"Only {title_of(r)}")
    done = run_expand(store, home, asked)
    assert (done.named, done.passed, done.unknown) == (6, 3, 2)
    waiting = suggestions_waiting(store)
    assert [(r.occupation, r.raw) for r in waiting] == [
        (DESIGNERS, "Java"),
        (DESIGNERS, "Zorblax"),
        (MIDWIVES, "Zorblax"),
    ]
    assert find_skill(store, "Zorblax").status == "candidate"


def test_a_fault_keeps_what_was_answered(
    store: Store, home: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(store)
    server.next.extend([guided, lambda _: Answer(status=500)])
    with pytest.raises(TeacherUnavailable):
        run_expand(store, home, asked)
    assert suggestions_waiting(store) == []
    done = run_expand(store, home, asked)
    assert (done.asked, done.occupations) == (1, 2)
    assert [title_of(r) for r in server.requests] == ["Web Designers", "Midwives", "Midwives"]
    before = snapshot(store)
    assert not run_expand(store, home, asked).changes
    assert (snapshot(store), server.calls) == (before, 3)


def test_a_key_that_is_not_accepted_ends_it_at_once(
    embedded_store: Store, tmp_path: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(embedded_store)
    server.always = lambda _: Answer(status=401)
    with pytest.raises(TeacherRefused, match="key"):
        run_expand(embedded_store, tmp_path, asked)
    assert server.calls == 1


def test_statistics_out_of_range_are_mended(
    embedded_store: Store, tmp_path: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(embedded_store)
    figures = {"skills_mean": 8, "skills_spread": 2, "years_mean": 4, "years_spread": 2}
    wrong = [{**figures, "skills_mean": 900}, {**figures, "skills_spread": 9}]
    server.next.extend(partial(saying, w) for w in wrong)
    server.always = lambda _: Answer(content=json.dumps(figures))
    done = ask_statistics(embedded_store, tmp_path, asked, quiet)
    assert (done.occupations, server.calls, done.changes.created) == (2, 4, 2)
    assert "less than or equal to 40" in server.requests[1]["messages"][3]["content"]
    assert "skills_spread is larger" in server.requests[2]["messages"][3]["content"]
    (row,) = occupation_estimates(embedded_store, MIDWIVES)
    assert (row.skills_mean, row.years_mean, row.teacher) == (8, 4, done.teacher)


def test_a_budget_is_never_exceeded(
    embedded_store: Store, tmp_path: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(embedded_store)
    dear = replace(asked, budget=0.0, price=Price(input=1.0, output=1.0))
    with pytest.raises(BudgetSpent):
        run_expand(embedded_store, tmp_path, dear)
    assert server.calls == 0


def test_a_fault_that_passes_is_waited_out(
    embedded_store: Store, tmp_path: Path, server: ChatServer, asked: Guide
) -> None:
    write_guided(embedded_store)
    server.next.append(lambda _: Answer(status=503))
    patient = replace(asked, teacher=make_teacher("openai:m", base_url=server.url))
    done = run_expand(embedded_store, tmp_path, patient)
    assert (done.asked, dict(done.unanswered), server.calls) == (2, {}, 3)
