"""The whole chain against a real server that speaks chat completions."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generation.crew import Terms
from generation.pipeline import GenerateReport, generate_from, read_triples
from generation.teachers import make_teacher, teacher_fault, teacher_name
from graph.errors import (
    InvalidValue,
    MissingExtra,
    TeacherError,
    TeacherRefused,
    TeacherUnavailable,
)
from tests.generation.chat_server import Answer, chat_server, good, index_of
from tests.generation.walks import gazetteer, made_contexts

pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")
KEY = "sk-secret-123"


def said(request: dict[str, Any]) -> str:
    content = good(request).content
    assert content is not None
    return content


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


@pytest.fixture
def run(server, tmp_path):
    def run_(
        count: int = 1,
        *,
        concurrency: int = 1,
        terms: Terms | None = None,
        out: Path = tmp_path,
        **given: Any,
    ) -> GenerateReport:
        settings: dict[str, Any] = {"timeout": 10.0, "max_retries": 3, "api_key": KEY} | given
        return generate_from(
            made_contexts(count),
            count=count,
            seed=1,
            out=out,
            teacher=make_teacher("openai:gpt-x", base_url=server.url, **settings),
            gazetteer=gazetteer(["Perl"]),
            concurrency=concurrency,
            terms=terms,
        )

    return run_


def test_good_answers_become_triples(server, run, tmp_path):
    report = run(6, concurrency=3, temperature=0.7)
    assert (report.made, report.rejected, server.calls) == (6, {}, 6)
    triples = list(read_triples(tmp_path))
    assert [t.context for t in triples] == made_contexts(6)
    assert {t.provenance.teacher for t in triples} == {"openai:gpt-x seed=0 temperature=0.7"}
    request = server.requests[0]
    assert (request["model"], request["temperature"], request["seed"]) == ("gpt-x", 0.7, 0)
    assert request["response_format"]["json_schema"]["schema"]["required"] == [
        "job_description",
        "matched_resume",
        "unmatched_resume",
    ]


def test_the_key_goes_to_the_server_and_nowhere_else(server, run, tmp_path, capfd, caplog):
    run(1)
    assert server.headers[0].get("authorization") == f"Bearer {KEY}"
    teacher = make_teacher("openai:gpt-x", base_url=server.url, api_key=KEY)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    shown = "".join([*capfd.readouterr(), caplog.text, repr(teacher), teacher_name(teacher)])
    assert KEY.encode() not in written + shown.encode()


def test_a_rate_limit_is_waited_for_as_long_as_the_server_asks(server, run):
    server.next.append(lambda _: Answer(429, headers={"Retry-After": "1"}))
    assert run().made == 1
    assert server.calls == 2
    assert server.times[1] - server.times[0] >= 1.0


def test_server_faults_are_tried_again_with_growing_pauses(server, run):
    server.next.extend([lambda _: Answer(500), lambda _: Answer(503)])
    assert run().made == 1
    first, second, third = server.times
    assert third - second > second - first > 0.2


@pytest.mark.parametrize("status", [429, 500])
def test_a_fault_that_stays_ends_the_run_which_can_be_resumed(server, run, status):
    server.next.extend([good, good])
    server.always = lambda _: Answer(status)
    with pytest.raises(TeacherUnavailable) as raised:
        run(4, max_retries=0)
    assert raised.value.retryable
    server.always = good
    report = run(4)
    assert (report.made, report.resumed) == (2, 2)
    assert sorted(server.indices) == [0, 1, 2, 2, 3]


def test_a_slow_answer_is_given_up(server, run):
    server.next.append(lambda r: Answer(content=said(r), delay=1.5))
    with pytest.raises(TeacherUnavailable, match="in time"):
        run(timeout=0.2, max_retries=0)


def test_a_slow_answer_is_asked_for_again(server, run):
    server.next.append(lambda r: Answer(content=said(r), delay=1.5))
    assert run(timeout=0.5, max_retries=1).made == 1
    assert server.calls == 2


def test_what_is_no_json_is_repaired(server, run, tmp_path):
    server.next.append(lambda r: Answer(content=said(r)[:-40]))
    assert run().made == 1
    assert server.calls == 2
    asked = server.requests[1]["messages"]
    assert [m["role"] for m in asked] == ["system", "user", "assistant", "user"]
    assert "malformed reply" in asked[3]["content"]
    assert next(read_triples(tmp_path)).provenance.repairs == 1


def test_json_in_a_fence_needs_no_repair(server, run):
    server.next.append(lambda r: Answer(content=f"Sure!\n```json\n{said(r)}\n```"))
    assert (run().made, server.calls) == (1, 1)


def test_an_invented_skill_is_named_and_repaired(server, run, tmp_path):
    def inventive(request):
        reply = json.loads(said(request))
        return Answer(
            content=json.dumps({**reply, "matched_resume": "Perl. " + reply["matched_resume"]})
        )

    server.next.append(inventive)
    assert run().made == 1
    asked = server.requests[1]["messages"][3]["content"]
    assert "matched resume: skill invented: Perl" in asked
    assert "Perl" not in next(read_triples(tmp_path)).matched.text


def test_a_wrong_schema_is_rejected_after_two_repairs_and_the_rest_goes_on(server, run, tmp_path):
    bad = Answer(content='{"resume": "x"}')
    server.always = lambda r: bad if index_of(r) == 1 else good(r)
    report = run(3)
    assert (report.made, report.rejected) == (2, {"malformed reply": 1})
    assert server.indices == [0, 1, 1, 1, 2]
    row = json.loads((tmp_path / "rejected.jsonl").read_text())
    assert (row["index"], row["reasons"]) == (1, ["malformed reply"])
    assert "job_description: field required" in row["details"][0]


def test_a_refusal_is_counted_and_not_asked_again(server, run):
    server.next.append(lambda _: Answer(refusal="I cannot do that."))
    report = run(2)
    assert (report.made, report.rejected, server.calls) == (1, {"refused": 1}, 2)
    again = run(2)
    assert (again.made, again.resumed, server.calls) == (0, 2, 2)


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_ends_the_run_at_once(server, run, status):
    server.always = lambda _: Answer(status)
    with pytest.raises(TeacherRefused, match="key"):
        run(5)
    assert server.calls == 1


def test_a_server_that_knows_json_but_no_schemas_is_asked_for_json(server, run):
    def picky(request):
        if request["response_format"]["type"] == "json_schema":
            return Answer(400, content="'response_format' of type 'json_schema' is not supported")
        return good(request)

    server.always = picky
    assert run(3).made == 3
    kinds = [r["response_format"]["type"] for r in server.requests]
    assert kinds == ["json_schema", "json_object", "json_object", "json_object"]


def test_a_server_without_schemas_is_asked_in_plain_text(server, run):
    def picky(request):
        if "response_format" in request:
            return Answer(400, content="Unknown field: response_format")
        return good(request)

    server.always = picky
    assert run(3).made == 3
    assert ["response_format" in r for r in server.requests] == [True, True, False, False, False]


def test_a_request_that_is_wrong_ends_the_run_with_what_the_server_said(server, run):
    server.always = lambda _: Answer(404, content="no model gpt-x")
    with pytest.raises(TeacherError, match="no model gpt-x"):
        run()


@pytest.mark.parametrize("body", ["<html>hello</html>", "{}", '{"choices": null}'])
def test_a_server_that_is_no_chat_server_is_told_so(server, run, body):
    server.always = lambda _: Answer(body=body)
    with pytest.raises(TeacherError, match="no chat completion"):
        run()


def test_nobody_at_the_address(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    teacher = make_teacher("openai:m", base_url=url, max_retries=0)
    with pytest.raises(TeacherUnavailable, match="no connection"):
        generate_from(
            made_contexts(1), count=1, seed=1, out=tmp_path, teacher=teacher, gazetteer=gazetteer()
        )


def test_what_finished_before_its_turn_is_not_paid_twice(server, run, tmp_path):
    server.always = lambda r: Answer(500, delay=0.6) if index_of(r) == 0 else good(r)
    with pytest.raises(TeacherUnavailable):
        run(6, concurrency=3, max_retries=0)
    assert not (tmp_path / "triples.jsonl").read_text()
    assert (tmp_path / "early.jsonl").read_text().count("\n") == 5
    server.always = good
    report = run(6, concurrency=3)
    assert (report.made, report.resumed) == (1, 5)
    assert sorted(server.indices) == [0, 0, 1, 2, 3, 4, 5]
    assert [t.context.index for t in read_triples(tmp_path)] == list(range(6))
    assert not (tmp_path / "early.jsonl").exists()


def test_teachers_that_do_not_exist():
    for spec in ("gpt-4", "openai:", "offline:x", ""):
        with pytest.raises(InvalidValue, match="no teacher"):
            make_teacher(spec)


def test_openai_needs_a_key():
    with pytest.raises(TeacherRefused, match="needs a key"):
        make_teacher("openai:gpt-x")


def test_without_the_package_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_openai", None)
    with pytest.raises(MissingExtra, match=r"skillgraph\[openai\]"):
        make_teacher("openai:gpt-x", api_key=KEY)


def test_a_fault_without_status_is_no_chat_completion():
    assert "no chat completion" in str(teacher_fault(KeyError("choices")))


def test_a_reply_that_was_cut_off_is_asked_for_again_and_shorter(server, run, tmp_path):
    server.next.append(lambda r: Answer(content=said(r)[:200], finish="length"))
    assert run().made == 1
    assert "truncated reply: it was cut off" in server.requests[1]["messages"][3]["content"]
    server.always = lambda r: Answer(content=said(r)[:200], finish="length")
    assert run(1, out=tmp_path / "b").rejected == {"truncated reply": 1}


@pytest.mark.parametrize("sent", [0.0, 0.5])
def test_a_dropped_connection_is_tried_again_and_counted(server, run, tmp_path, sent):
    server.next.append(lambda r: Answer(content=said(r), sent=sent))
    report = run()
    assert (report.made, server.calls) == (1, 2)
    (cost,) = report.spent.values()
    assert (cost.calls, cost.lost) == (1, 1)


def test_a_storm_of_rate_limits_is_waited_out_by_all(server, run):
    began = time.monotonic()

    def stormy(request):
        if time.monotonic() - began < 0.7:
            return Answer(429, headers={"Retry-After-Ms": "300"})
        return good(request)

    server.always = stormy
    report = run(12, concurrency=6)
    assert (report.made, report.rejected) == (12, {})
    assert server.calls <= 12 + 6 * 4


def test_an_account_without_credit_ends_the_run_at_once(server, run):
    server.always = lambda _: Answer(429, content="You exceeded", code="insufficient_quota")
    with pytest.raises(TeacherRefused, match="no credit"):
        run()
    assert server.calls == 1


def test_limits_in_the_headers_are_kept(server, run):
    headers = {
        "x-ratelimit-limit-requests": "100",
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": "20s",
    }
    server.next.append(lambda r: Answer(content=said(r), headers=headers))
    assert run(2).made == 2
    # A hundred come back in 20 seconds: the next may be made after a fifth of one.
    assert 0.15 < server.times[1] - server.times[0] < 2.0


def test_no_more_calls_are_in_flight_than_asked_for(server, run):
    server.always = lambda r: Answer(content=said(r), delay=0.05)
    assert run(20, concurrency=5).made == 20
    assert 2 <= server.most_at_once <= 5


def test_the_limit_of_the_output_goes_to_the_server_by_the_name_it_knows(server, run):
    run(max_output=777)
    assert server.requests[0]["max_tokens"] == 777
    own = make_teacher("openai:m", api_key=KEY, max_output=777)
    assert getattr(own, "max_tokens") == 777  # noqa: B009 a field of ChatOpenAI alone


def test_in_a_notebook_an_event_loop_runs_already(run):
    async def cell() -> GenerateReport:
        report: GenerateReport = run(2)
        return report

    assert asyncio.run(cell()).made == 2


def test_another_provider_of_langchain(server, tmp_path, monkeypatch):
    pytest.importorskip("langchain", reason="the extra `providers` is not installed")
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_VERSION", "1")
    server.next.append(lambda _: Answer(400, content="Invalid: response_format json_schema"))
    teacher = make_teacher(
        "azure_openai:m", base_url=f"{server.url}/openai", temperature=0.5, max_output=900
    )
    report = generate_from(
        made_contexts(3),
        count=3,
        seed=1,
        out=tmp_path,
        teacher=teacher,
        gazetteer=gazetteer(),
        concurrency=1,
    )
    assert (report.made, server.calls) == (3, 4)
    kinds = [r["response_format"]["type"] for r in server.requests]
    assert kinds == ["json_schema", "json_object", "json_object", "json_object"]
    assert {t.provenance.teacher for t in read_triples(tmp_path)} == {
        "azure_openai:m temperature=0.5"
    }
    (cost,) = report.spent.values()
    assert (cost.input_tokens, cost.output_tokens) == (3000, 1500)


@pytest.mark.parametrize(
    ("spec", "error", "told"),
    [
        ("anthropic:x", MissingExtra, "pip install langchain-anthropic"),
        ("nobody:x", InvalidValue, "no provider 'nobody'"),
        ("azure_openai:x", TeacherRefused, "environment variable"),
    ],
)
def test_a_provider_that_cannot_be_used_is_told_in_a_sentence(spec, error, told, monkeypatch):
    pytest.importorskip("langchain", reason="the extra `providers` is not installed")
    monkeypatch.delenv("AZURE_OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    with pytest.raises(error, match=told):
        make_teacher(spec)


def test_a_provider_of_langchain_that_is_not_installed_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(MissingExtra, match=r"skillgraph\[providers\]"):
        make_teacher("anthropic:claude-x")
