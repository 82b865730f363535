"""statistics, expand, runs accept, score expansion: as a user types them."""

from __future__ import annotations

from typing import Any

import pytest

from api.cli import run
from graph.reads import occupation_skills
from graph.store import Store
from tests.api.test_cli import printed, rows
from tests.engines import Engine
from tests.generation.chat_server import Answer, chat_server
from tests.graph.guided import DESIGNERS, write_guided


@pytest.fixture
def commanded(engine: Engine, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    for name, value in engine.environment().items():
        monkeypatch.setenv(name, value)
    write_guided(store)
    return store


def test_counted_then_asked(commanded: Store, capsys: Any) -> None:
    (counted,) = rows(capsys, "statistics", "--json")
    assert (counted["occupations"], counted["asked"], counted["teacher"]) == (6, 0, "")
    assert counted["changes"]["created"] == 6
    (again,) = rows(capsys, "statistics", "--json")
    assert (again["run"], again["changes"]["created"]) == (counted["run"], 0)
    ask = ("statistics", "--teacher", "offline", "--occupation", "Midwives")
    assert "1 occupations in" in printed(capsys, *ask)
    found = rows(capsys, "query", "occupation_statistics", "occupation=Midwives", "--json")
    assert [row["source"] for row in found] == ["postings", "teacher"]
    (undone,) = rows(capsys, "runs", "undo", counted["run"], "--json")
    assert undone["changes"]["deleted"] == 6


def test_expanded_then_accepted_then_undone(commanded: Store, capsys: Any) -> None:
    command = ("expand", "--teacher", "offline", "--fewer-than", "1", "--number", "10")
    (done,) = rows(capsys, *command, "--json")
    assert (done["occupations"], done["asked"], done["unanswered"]) == (2, 2, {})
    assert 0 < done["passed"] <= done["named"]
    assert "passed the filter" in printed(capsys, *command)
    told = printed(capsys, "evidence", "Web Designers", "Java")
    assert "offline-guide:1 suggests 'Java'" in told
    assert done["run"] in told
    (accepted,) = rows(capsys, "runs", "accept", done["run"], "--json")
    assert accepted["changes"]["updated"] > 0
    assert occupation_skills(commanded, DESIGNERS)
    assert printed(capsys, "walk", "--from", "Web Designers").startswith("Web Designers -[")
    assert "undone" in printed(capsys, "runs", "undo", done["run"])
    assert occupation_skills(commanded, DESIGNERS) == []


def test_what_cannot_be_accepted_is_told(commanded: Store, capsys: Any) -> None:
    (counted,) = rows(capsys, "statistics", "--json")
    assert run(["runs", "accept", counted["run"]]) == 2
    assert "proposes nothing" in capsys.readouterr().err


def test_a_part_that_failed_is_exit_code_1(commanded: Store, capsys: Any) -> None:
    pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
    with chat_server() as server:
        server.always = lambda _: Answer(refusal="No.")
        teacher = ("--teacher", "openai:m", "--base-url", server.url)
        assert run(["expand", *teacher, "--occupation", "Midwives"]) == 1
    told = capsys.readouterr()
    assert "refused: 1" in told.out
    assert "1 of 1 occupations got no usable answer" in told.err
