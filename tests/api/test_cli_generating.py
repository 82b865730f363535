"""`generate` with hosted teachers, as a user types it, against a server of chat completions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from generation.output import read_triples
from tests.api.test_cli import printed, rows
from tests.api.test_routes import seed_skills
from tests.generation.chat_server import Answer, ChatServer, chat_server, good

pytest.importorskip("langchain_openai", reason="the extra `openai` is not installed")


@pytest.fixture
def server():
    with chat_server() as running:
        yield running


@pytest.fixture
def home(cli_home, embedded_store, monkeypatch):
    seed_skills(embedded_store, cli_home)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return cli_home


def test_from_forecast_to_manifest_within_a_budget(home, server, capsys, tmp_path):
    _mixed(server, capsys, tmp_path / "mixed")
    out, again = str(tmp_path / "set"), str(tmp_path / "again")
    generate = ["generate", "--teacher", "openai:m", "--base-url", server.url, "--seed", "3"]
    paid = [*generate, "--price-in", "1", "--price-out", "10"]

    assert run([*generate, "--count", "4", "--budget", "1", "--out", out]) == 2
    assert "--price-in" in capsys.readouterr().err

    assert run([*paid, "--count", "30", "--budget", "0.06", "--out", out]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("forecast: 30 triples, ")
    assert "about $" in told[0]
    assert told[-1].startswith("error: The budget of $0.06 does not reach")
    assert "the same command goes on" in told[-1]
    spent_calls = server.calls
    assert spent_calls * 0.006 <= 0.06

    (made,) = rows(capsys, *paid, "--count", "12", "--budget", "5", "--out", out, "--json")
    assert made["made"] + made["resumed"] == 12
    (cost,) = made["spent"].values()
    assert cost["usd"] == pytest.approx(server.calls * 0.006)
    assert cost["calls"] == server.calls
    manifest = json.loads((Path(out) / "manifest.json").read_text())
    assert manifest["cost"]["usd_per_triple"] > 0

    before = server.calls
    text = printed(capsys, *paid, "--count", "12", "--out", again)
    assert server.calls == before
    assert text.startswith("12 triples made")
    assert (home / "replies.sqlite").exists()


def _mixed(server: ChatServer, capsys: Any, out: Path) -> None:
    mix = ("--teacher", "offline=0.5", "--teacher", "openai:m=0.5", "--base-url", server.url)
    more = ("--temperature", "0.3", "--max-output", "800", "--concurrency", "2")
    printed(capsys, "generate", *mix, *more, "--count", "12", "--out", str(out))
    names = {t.provenance.teacher.split(":")[0] for t in read_triples(out)}
    assert names == {"offline", "openai"}
    assert {(r["temperature"], r["max_tokens"]) for r in server.requests} == {(0.3, 800)}
    assert run(["generate", "--teacher", "offline", "--teacher", "openai:m"]) == 2
    assert "each is named once" in capsys.readouterr().err
    server.requests.clear()


def test_ctrl_c_keeps_what_is_in_flight_and_says_how_to_go_on(home, server, tmp_path):
    def slow(request):
        answer: Answer = good(request)
        answer.delay = 0.4
        return answer

    server.always = slow
    generate = ["generate", "--teacher", "openai:m", "--base-url", server.url, "--count", "500"]
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from api.cli import main; main()",
            *generate,
            "--out",
            str(tmp_path),
        ],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    with process:
        while server.calls < 10:
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("error: interrupted. The same command")
    assert "Traceback" not in said
    made = list(read_triples(tmp_path))
    early = tmp_path / "early.jsonl"
    kept = len(made) + (len(early.read_text().splitlines()) if early.exists() else 0)
    assert kept >= server.calls - 1
