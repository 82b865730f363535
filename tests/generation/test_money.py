"""What is paid, what may be paid, and what is never paid twice."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from generation.crew import Terms
from generation.ledger import FILE
from generation.pipeline import GenerateReport, Standing, generate_from, read_triples
from generation.prices import Price
from generation.teachers import make_teacher
from graph.errors import BudgetSpent, InvalidValue, RunError, TeacherUnavailable
from tests.generation.chat_server import Answer, chat_server, good, index_of
from tests.generation.walks import gazetteer, made_contexts

pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
PRICE = Price(input=1.0, output=10.0, cached=0.5)
CALL = (800 * 1.0 + 200 * 0.5 + 500 * 10.0) / 1e6
MAX_OUTPUT = 1_000


@pytest.fixture
def server():
    with chat_server() as running:
        running.always = paid
        yield running


def paid(request: dict[str, Any]) -> Answer:
    answer = good(request)
    answer.tokens = (1000, 500, 200)
    return answer


@pytest.fixture
def run(server, tmp_path):
    def run_(
        count: int,
        *,
        out: Path = tmp_path / "out",
        concurrency: int = 1,
        retries: int = 0,
        seen: list[Standing] | None = None,
        **terms: Any,
    ) -> GenerateReport:
        return generate_from(
            made_contexts(count),
            count=count,
            seed=1,
            out=out,
            teacher=make_teacher(
                "openai:m", base_url=server.url, max_retries=retries, max_output=MAX_OUTPUT
            ),
            gazetteer=gazetteer(["Perl"]),
            concurrency=concurrency,
            terms=Terms(**({"price": PRICE, "cache": tmp_path / "replies.sqlite"} | terms)),
            watch=None if seen is None else seen.append,
        )

    return run_


def calls(out: Path) -> list[tuple[str, float]]:
    with sqlite3.connect(out / FILE) as ledger:
        return ledger.execute("SELECT state, usd FROM calls ORDER BY id").fetchall()


def test_tokens_and_cost_are_in_the_manifest(run, tmp_path):
    report = run(4)
    (cost,) = report.spent.values()
    assert (cost.calls, cost.lost, cost.input_tokens, cost.cached_tokens) == (4, 0, 4000, 800)
    assert cost.usd == pytest.approx(4 * CALL)
    told = json.loads((tmp_path / "out" / "manifest.json").read_text())["cost"]
    assert told["usd_per_triple"] == pytest.approx(CALL)
    assert told["tokens_per_triple"] == 1500
    assert told["prices"]["openai:m seed=0"]["output"] == 10.0


def test_a_forecast_stands_before_the_first_call_and_the_cost_so_far_after_each(run, server):
    seen: list[Standing] = []
    run(3, seen=seen)
    first = seen[0]
    assert (first.done, first.usd, server.calls) == (0, 0.0, 3)
    assert first.forecast is not None
    assert first.forecast.triples == 3
    assert 0 < (first.forecast.usd or 0) < 0.2
    assert [s.done for s in seen] == [0, 1, 2, 3]
    assert seen[-1].usd == pytest.approx(3 * CALL)


@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_budget_is_never_exceeded_and_all_of_it_can_be_used(run, server, tmp_path, concurrency):
    budget = 0.05
    with pytest.raises(BudgetSpent, match=r"\$0\.05 does not reach"):
        run(40, budget=budget, concurrency=concurrency)
    spent = server.calls * CALL
    assert spent <= budget
    # What is left is less than one more call at its most: 3,000 bytes of prompt, 1,000 tokens out.
    assert budget - spent < 0.015
    assert sum(usd for _, usd in calls(tmp_path / "out")) == pytest.approx(spent)
    with pytest.raises(BudgetSpent):
        run(40, budget=budget)
    assert server.calls * CALL == spent
    assert run(40, budget=1.0, concurrency=8).requested == 40
    assert sorted(server.indices) == list(range(40))


def test_calls_in_flight_count_at_their_most(run, server):
    server.always = lambda r: Answer(content=good(r).content, delay=0.2, tokens=(10, 10, 0))
    run(8, budget=0.03, concurrency=8)
    # Three fit at their most ($0.01 for the output alone), so the others had to wait.
    assert server.most_at_once <= 2
    assert server.calls == 8


def test_a_budget_needs_a_price(run, server):
    with pytest.raises(InvalidValue, match="--price-in"):
        run(1, budget=1.0, price=None)
    with pytest.raises(InvalidValue, match="0 USD or more"):
        run(1, budget=-1.0)
    assert server.calls == 0


def test_the_same_contexts_again_cost_nothing(run, server, tmp_path):
    first = run(5)
    again = run(5, out=tmp_path / "again", concurrency=3)
    assert server.calls == 5
    assert again.made == 5
    assert again.spent == {}
    assert first.spent
    texts = [[t.matched.text for t in read_triples(tmp_path / n)] for n in ("out", "again")]
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "bad",
    [
        Answer(content='{"job_description": "x"', tokens=(1, 1, 0)),
        Answer(content="{}", tokens=(1, 1, 0)),
        Answer(content="x", finish="length", tokens=(1, 1, 0)),
        Answer(refusal="No.", tokens=(1, 1, 0)),
        Answer(content="", finish="content_filter", tokens=(1, 1, 0)),
    ],
    ids=["half", "wrong schema", "truncated", "refused", "filtered"],
)
def test_what_is_no_answer_is_never_cached_as_one(run, server, tmp_path, bad):
    server.next.append(lambda _: bad)
    run(1)
    with sqlite3.connect(tmp_path / "replies.sqlite") as cache:
        kept = [json.loads(text) for (text,) in cache.execute("SELECT reply FROM replies")]
    assert all(set(reply) >= {"job_description", "matched_resume"} for reply in kept)
    asked = server.calls
    assert run(1, out=tmp_path / "again").made == 1
    # The first question is asked anew; a repair that was good is not, unless it is needed.
    assert server.calls == asked + 1


def test_a_run_that_goes_on_uses_what_it_paid_for_even_where_it_was_no_answer(run, server):
    server.always = lambda r: (
        Answer(content="{}") if index_of(r) == 0 and len(r["messages"]) == 2 else Answer(500)
    )
    with pytest.raises(TeacherUnavailable):
        run(1, cache=None)
    assert server.calls == 2
    server.always = good
    assert run(1, cache=None).made == 1
    assert [len(r["messages"]) for r in server.requests] == [2, 4, 4]


def test_a_fault_costs_nothing_and_a_call_without_an_answer_its_most(run, server, tmp_path):
    server.next.extend([lambda _: Answer(500), lambda r: Answer(content="x", sent=0.0)])
    run(1, retries=3)
    (lost, most), (state, usd) = calls(tmp_path / "out")
    assert (lost, state) == ("lost", "paid")
    assert most > usd == pytest.approx(CALL)
    assert most >= (MAX_OUTPUT * PRICE.output) / 1e6


def test_a_server_that_tells_no_tokens_is_reckoned_at_the_most(run, server, tmp_path):
    def silent(request):
        message = {"role": "assistant", "content": good(request).content}
        return Answer(body=json.dumps({"choices": [{"index": 0, "message": message}]}))

    server.always = silent
    run(1)
    ((state, usd),) = calls(tmp_path / "out")
    assert state == "paid"
    assert usd > (MAX_OUTPUT * PRICE.output) / 1e6


def test_the_price_table_is_not_for_servers_of_ones_own():
    at_home = make_teacher("openai:gpt-5-mini", base_url="http://127.0.0.1:9/v1")
    assert Terms().price_of(at_home) is None
    hosted = make_teacher("openai:gpt-5-mini", api_key="k")
    price = Terms().price_of(hosted)
    assert price is not None
    assert price.as_of
    assert Terms(price=PRICE).price_of(hosted) == PRICE


def test_damaged_files_are_told_of(run, tmp_path):
    run(1)
    (tmp_path / "replies.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(RunError, match="cache of replies"):
        run(2)
    (tmp_path / "out" / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(RunError, match="ledger"):
        run(2, cache=None)


def test_other_parameters_and_other_servers_are_other_questions(server, tmp_path):
    def key(**settings: Any) -> str:
        from generation.asking import Asker
        from generation.ledger import Ledger
        from generation.prompts import messages
        from generation.replies import Reply, readable

        ledger = Ledger(tmp_path / "l.sqlite")
        given = {"base_url": "http://127.0.0.1:9/v1"} | settings
        asker = Asker(make_teacher("openai:m", **given), Reply, readable, ledger=ledger)
        ledger.close()
        return asker.key(messages(made_contexts(1)[0]))

    settings: list[dict[str, Any]] = [
        {},
        {"seed": 1},
        {"temperature": 0.5},
        {"max_output": 5},
        {"base_url": "http://127.0.0.1:8/v1"},
    ]
    assert len({key(**each) for each in settings}) == len(settings)
    assert key() == key(timeout=1.0, max_retries=9, structured=False)
