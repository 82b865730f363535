"""Generation through the batch interface, against a real server of files and batches."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from generation.batches import Batches
from generation.crew import Terms
from generation.ledger import FILE
from generation.pipeline import GenerateReport, generate_from, read_triples
from generation.prices import Price
from generation.teachers import make_teacher
from graph.errors import InvalidValue, RunError, TeacherError, TeacherUnavailable
from tests.generation.chat_server import Answer, chat_server, good, index_of
from tests.generation.walks import gazetteer, made_contexts

pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
PRICE = Price(input=1.0, output=10.0, batch=0.5)
CALL = (1000 * 1.0 + 500 * 10.0) / 1e6 / 2
COUNT = 6


class Killed(KeyboardInterrupt):
    """The process ends here."""


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


@pytest.fixture
def run(server, tmp_path):
    def run_(count: int = COUNT, *, retries: int = 5, **terms: Any) -> GenerateReport:
        return generate_from(
            made_contexts(count),
            count=count,
            seed=1,
            out=tmp_path / "out",
            teacher=make_teacher("openai:m", base_url=server.url, max_retries=retries),
            gazetteer=gazetteer(["Perl"]),
            terms=Terms(price=PRICE, poll=0.02, quiet=0.1, **({"batch": True} | terms)),
        )

    return run_


@pytest.fixture
def whole(tmp_path):
    """Whether the run is what an undisturbed one would have left, nothing of it paid twice."""

    def whole_(server: Any) -> bool:
        assert [t.context.index for t in read_triples(tmp_path / "out")] == list(range(COUNT))
        assert sorted(server.indices) == list(range(COUNT))
        assert not list((tmp_path / "out").glob("batch-*"))
        return len(server.jobs.jobs) == 1

    return whole_


def test_a_run_is_one_batch_at_half_the_price(run, server, whole, tmp_path):
    report = run()
    assert report.made == COUNT
    (cost,) = report.spent.values()
    assert cost.usd == pytest.approx(COUNT * CALL)
    assert whole(server)
    lines = [json.loads(line) for line in server.jobs.files["file-0"].splitlines()]
    assert {(line["method"], line["url"]) for line in lines} == {("POST", "/v1/chat/completions")}
    assert lines[0]["body"]["response_format"]["type"] == "json_schema"
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["cost"]["batch"] is True
    assert run().made == 0
    assert server.calls == COUNT


def test_repairs_and_requests_that_failed_are_a_batch_of_their_own(run, server):
    def moody(request):
        first = len(request["messages"]) == 2
        if first and index_of(request) == 1:
            return Answer(content="no JSON")
        if index_of(request) == 2 and server.indices.count(2) == 1:
            return Answer(500)
        return good(request)

    server.always = moody
    report = run()
    assert (report.made, report.rejected) == (COUNT, {})
    assert 2 <= len(server.jobs.jobs) <= 3
    assert [server.indices.count(i) for i in range(COUNT)] == [1, 2, 2, 1, 1, 1]


def test_what_an_expired_batch_left_is_asked_again(run, server):
    server.jobs.plans = [(2, "expired"), (0, "expired")]
    assert run().made == COUNT
    assert len(server.jobs.jobs) == 3
    assert sorted(server.indices) == list(range(COUNT))


def test_a_batch_that_expires_for_ever_ends_the_run(run, server):
    server.jobs.plans = [(0, "expired")] * 20
    with pytest.raises(TeacherUnavailable, match="expired"):
        run(2, retries=1)
    assert (server.calls, len(server.jobs.jobs)) == (0, 2)


def test_a_batch_that_is_not_accepted_ends_the_run_with_the_reason(run, server):
    server.jobs.rejected = [{"code": "invalid_model", "message": "No model m here."}]
    with pytest.raises(TeacherError, match="No model m here"):
        run()
    assert run().made == COUNT
    assert len(server.jobs.jobs) == 2


def test_a_batch_that_is_too_much_for_now_is_sent_again(run, server):
    server.jobs.rejected = [{"code": "token_limit_exceeded", "message": "Enqueued token limit."}]
    assert run().made == COUNT
    assert len(server.jobs.jobs) == 2


@pytest.mark.parametrize("step", ["files", "batches"])
def test_a_step_whose_answer_was_lost_is_not_done_twice(run, server, whole, step):
    server.jobs.drop_after.add(step)
    assert run().made == COUNT
    assert whole(server)


@pytest.mark.parametrize(
    "step", ["begin_batch", "uploaded", "submitted", "collect"], ids=lambda s: f"before {s}"
)
@pytest.mark.parametrize("done", [False, True], ids=["not noted", "noted"])
def test_killed_at_any_step_it_goes_on_and_submits_once(
    run, server, whole, monkeypatch, step, done
):
    from generation.ledger import Ledger

    original = getattr(Ledger, step)

    def killing(self, *args):
        if done:
            original(self, *args)
        raise Killed

    monkeypatch.setattr(Ledger, step, killing)
    with pytest.raises(Killed):
        run()
    monkeypatch.setattr(Ledger, step, original)
    assert run().made == COUNT
    assert whole(server)


def test_killed_while_the_provider_works_it_waits_for_the_same_batch(
    run, server, whole, monkeypatch
):
    server.jobs.looks = 5
    original = Batches._tell

    def killing(self, job):
        if job.status == "in_progress":
            raise Killed
        original(self, job)

    monkeypatch.setattr(Batches, "_tell", killing)
    with pytest.raises(Killed):
        run()
    monkeypatch.setattr(Batches, "_tell", original)
    with pytest.raises(RunError, match="Add --batch"):
        run(batch=False)
    assert run().made == COUNT
    assert whole(server)


def test_the_budget_counts_requests_of_a_batch_at_their_most(run, server, tmp_path):
    # A call can cost $0.015 for its output and $0.0015 for its prompt at half the price.
    report = run(budget=0.04)
    assert report.made == COUNT
    assert len(server.jobs.jobs) >= 3
    with sqlite3.connect(tmp_path / "out" / FILE) as ledger:
        ((total,),) = ledger.execute("SELECT total(usd) FROM calls").fetchall()
    assert total == pytest.approx(COUNT * CALL)


def test_teachers_without_a_batch_interface(tmp_path):
    from langchain_core.language_models import FakeListChatModel

    with pytest.raises(InvalidValue, match="no batch interface"):
        generate_from(
            made_contexts(1),
            count=1,
            seed=1,
            out=tmp_path,
            teacher=FakeListChatModel(responses=["x"]),
            gazetteer=gazetteer(),
            terms=Terms(batch=True),
        )
