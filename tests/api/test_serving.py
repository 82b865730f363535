"""The API on a real port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from api import serving
from api.app import create_app
from graph.errors import RequestError
from tests.api.conftest import NameFinder
from tests.api.test_routes import seed_skills


def fetch(url: str, path: str) -> httpx.Response:
    with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
        return client.get(path)


def test_in_the_background(loaded_store):
    with serving.background(create_app(loaded_store)) as url:
        answer = fetch(url, "/v1/occupations/Software%20Developers/skills?limit=1&evidence=1")
        assert answer.status_code == 200
        assert answer.json()["items"][0]["evidence"]
        assert fetch(url, "/v1/nothing").headers["content-type"] == "application/problem+json"
    with pytest.raises(httpx.TransportError):
        fetch(url, "/v1/health")


def test_a_taken_port_is_said(taken_port):
    with pytest.raises(RequestError, match=f"Port {taken_port} at 127.0.0.1 cannot be used"):
        serving.listen("127.0.0.1", taken_port)


def test_many_write_at_once_and_each_is_answered(embedded_store, tmp_path):
    seed_skills(embedded_store, tmp_path)
    app = create_app(embedded_store, home=tmp_path, student=NameFinder(embedded_store))

    def post(number: int) -> httpx.Response:
        body = {"title": f"resume {number}", "text": f"Java and Git for {number % 4} years."}
        with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
            return client.post("/v1/documents", json=body)

    with serving.background(app) as url, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(16)))
        documents = fetch(url, "/v1/documents").json()["items"]
    assert [a.status_code for a in answers] == [201] * 16
    assert len(documents) == 4
    assert sum(a.json()["created"] for a in answers) == 4 * 2


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_serve_ends_in_good_order(cli_home, ended_by):
    process = subprocess.Popen(
        [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert process.stderr is not None
    with process:
        try:
            said = process.stderr.readline()
            url = said.split(" at ")[1].split(",")[0]
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline:
                try:
                    assert fetch(url, "/v1/health").status_code == 200
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            process.send_signal(ended_by)
            rest = process.stderr.read()
            code = process.wait(30)
        finally:
            process.kill()
    assert "Traceback" not in rest
    assert code == (0 if ended_by == signal.SIGINT else -signal.SIGTERM)
