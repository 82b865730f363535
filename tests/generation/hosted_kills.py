"""Kills a run with a hosted teacher again and again, and tells what was paid for what.

A question is the messages of one call; its key is what the ledger knows it by. At a kill it may be
*kept* (its reply is in the ledger), *open* (entered, no reply yet: in flight), or neither. What must
hold is exact:

- a question that was kept at a kill is never asked again;
- any other question is asked at most once more for each kill at which it was open;
- the ledger has one paid call for every question, and one lost call for every open one.
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generation.asking import Asker
from generation.examples import Triple
from generation.ledger import FILE, Ledger
from generation.output import read_triples
from generation.replies import Reply, readable
from generation.teachers import make_teacher
from tests.generation.chat_server import Answer, ChatServer, good, index_of, messages
from tests.generation.hosted_run import MODEL

ROOT = Path(__file__).parents[2]


@dataclass
class Killed:
    """What the kills found; `broken` says in words what should not have been."""

    kills: int = 0
    calls: int = 0
    questions: int = 0
    open: int = 0
    asked_again: int = 0
    lost: int = 0
    triples: list[Triple] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def slow(delay: float, seed: int) -> Any:
    """Replies after about so many seconds; every seventh context needs a repair first."""
    rng = random.Random(seed)

    def behaviour(request: dict[str, Any]) -> Answer:
        if index_of(request) % 7 == 3 and len(request["messages"]) == 2:
            answer = Answer(content="not yet")
        else:
            answer = good(request)
        answer.delay = delay * rng.uniform(0.5, 1.5)
        return answer

    return behaviour


def kill_and_resume(
    server: ChatServer,
    folder: Path,
    *,
    count: int,
    kills: int,
    seed: int = 1,
    concurrency: int = 6,
    delay: float = 0.15,
) -> Killed:
    """Kill a run at so many random points of its work, let it end, and check what was paid."""
    rng = random.Random(seed)
    server.always = slow(delay, seed)
    found = Killed()
    kept: dict[str, int] = {}
    opened: Counter[str] = Counter()
    out = folder / "out"
    keys = _Keys(server)
    # A process makes this share of the calls before it is killed: so each one dies at work.
    for _ in range(kills):
        process = start(out, count, concurrency, server.url)
        wanted = server.calls + rng.randint(1, max(2, count // (kills + 1)))
        while server.calls < wanted and process.poll() is None:
            time.sleep(0.002)
        time.sleep(rng.uniform(0.0, 1.5 * delay))
        process.send_signal(signal.SIGKILL)
        found.kills += process.wait() == -signal.SIGKILL
        _settle(server)
        asked = keys.asked()
        found.broken += [f"{k} was kept and asked again" for k, n in kept.items() if asked[k] > n]
        states = ledger_states(out)
        opened.update(key for key, state in states if state == "open")
        kept = {key: asked[key] for key, state in states if state == "paid"}
    process = start(out, count, concurrency, server.url)
    if process.wait(timeout=300) != 0:
        found.broken.append("the last run failed")
    _check(found, keys.asked(), kept, opened, out)
    return found


def _check(
    found: Killed, asked: Counter[str], kept: dict[str, int], opened: Counter[str], out: Path
) -> None:
    states = ledger_states(out)
    paid = Counter(key for key, state in states if state == "paid")
    found.calls, found.questions = asked.total(), len(asked)
    found.open = opened.total()
    found.asked_again = sum(n - 1 for n in asked.values())
    found.lost = sum(state == "lost" for _, state in states)
    found.triples = list(read_triples(out))
    broken = found.broken
    broken += [f"{k} was kept and asked again" for k, n in kept.items() if asked[k] > n]
    broken += [f"{k} was asked {n} times" for k, n in asked.items() if n > 1 + opened[k]]
    broken += [f"{k} was paid {paid[k]} times" for k in asked if paid[k] != 1]
    if found.lost != found.open:
        broken.append(f"{found.open} calls were open at kills, {found.lost} are lost")
    if any(state == "open" for _, state in states):
        broken.append("calls are open at the end")


class _Keys:
    """Counts the requests of a server by the key of their question."""

    def __init__(self, server: ChatServer) -> None:
        self._server = server
        with tempfile.TemporaryDirectory() as folder:
            ledger = Ledger(Path(folder) / FILE)
            teacher = make_teacher(MODEL, base_url=server.url, seed=1)
            self._asker = Asker(teacher, Reply, readable, ledger=ledger)
            ledger.close()

    def asked(self) -> Counter[str]:
        return Counter(self._asker.key(messages(r)) for r in list(self._server.requests))


def ledger_states(out: Path) -> Sequence[tuple[str, str]]:
    """Key and state of every call, as the file stands."""
    if not (out / FILE).exists():
        return []
    db = sqlite3.connect(out / FILE)
    try:
        return db.execute("SELECT key, state FROM calls ORDER BY id").fetchall()
    finally:
        db.close()


def start(out: Path, count: int, concurrency: int, url: str, *way: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    module = "tests.generation.hosted_run"
    command = [sys.executable, "-m", module, out, count, concurrency, url, *way]
    return subprocess.Popen([str(part) for part in command], cwd=ROOT)


def _settle(server: ChatServer) -> None:
    """Wait until requests that were on their way when the process died have arrived."""
    before = -1
    while before != server.calls:
        before = server.calls
        time.sleep(0.1)


def told(found: Killed) -> str:
    """One line of JSON without the triples."""
    shown = {k: v for k, v in vars(found).items() if k != "triples"}
    return json.dumps(shown | {"triples": len(found.triples)})
