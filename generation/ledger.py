"""The ledger of a run: every call to a paid teacher, what it cost, and what came back.

A call is entered before it is made, at the most that it can cost, and settled with its reply in one
transaction. So after a crash it is known what was paid and what may have been, and no reply that
was stored is paid for again.

open      entered; perhaps in flight
paid      answered; its reply is kept, whether or not it could be used
lost      no answer came (time-out, dropped connection, killed): it counts at the most it could cost
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from generation.beside import Beside
from generation.prices import Usage
from generation.sqlite import connect, transaction, write_back
from graph.errors import BudgetSpent, RunError

FILE = "calls.sqlite"
SYNC_SECONDS = 1.0
QUEUED = ""
"""The `batch` of a call that waits to be written to a batch: nothing was sent yet."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, teacher TEXT NOT NULL, state TEXT NOT NULL,
    usd REAL NOT NULL, input INTEGER, output INTEGER, cached INTEGER, finish TEXT, reply TEXT,
    batch TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS calls_key ON calls (key);
CREATE TABLE IF NOT EXISTS batches (
    name TEXT PRIMARY KEY, teacher TEXT NOT NULL, file TEXT, job TEXT, collected INTEGER NOT NULL
) STRICT;
"""


class Kept(NamedTuple):
    """A reply as it is kept: its text, and how it ended (`whole`, `truncated`, `refused`)."""

    text: str
    finish: str


class Answer(NamedTuple):
    """A reply and what it cost; None when that is not known: then it cost the most it could."""

    kept: Kept
    usage: Usage
    usd: float | None


class Batch(NamedTuple):
    """A batch that was begun: its name, and the provider's ids of file and job where known."""

    name: str
    file: str | None
    job: str | None


@dataclass(frozen=True, slots=True)
class Spent:
    """Calls, tokens and USD of a teacher in a run. `usd` counts `lost` calls at their most."""

    calls: int = 0
    lost: int = 0
    refused: int = 0
    truncated: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    usd: float = 0.0


class Ledger:
    """The calls of one run, in a file that one process has open.

    Args:
        path: of the file; made when absent.
        budget: USD that all calls together may cost, those of earlier processes included.

    Raises:
        RunError: the file is damaged.
    """

    def __init__(self, path: Path, *, budget: float | None = None) -> None:
        self._budget = budget
        self._freed = asyncio.Event()
        self._syncing = Beside(lambda: write_back(path), SYNC_SECONDS)
        try:
            self._db = connect(path, _SCHEMA)
            self._db.execute(
                "UPDATE calls SET state = 'lost' WHERE state = 'open' AND batch IS NULL"
            )
            self._db.execute("DELETE FROM calls WHERE state = 'open' AND batch = ?", (QUEUED,))
        except sqlite3.DatabaseError as error:
            raise RunError(
                f"The ledger {path} cannot be used: {error}.",
                hint="Without it nobody knows what was paid; use another folder.",
            ) from error
        self._flying: dict[int, float] = dict(
            self._rows("SELECT id, usd FROM calls WHERE state = 'open'")
        )
        (total,) = self._rows("SELECT total(usd) FROM calls")
        self._reserved = sum(self._flying.values())
        self._settled = float(total[0]) - self._reserved

    def close(self) -> None:
        """Close the file."""
        self._syncing.close()
        self._db.close()

    @property
    def usd(self) -> float:
        """USD paid, lost calls at their most; without those in flight."""
        return self._settled

    def reply(self, key: str) -> Kept | None:
        """What this run has been answered before to the same question."""
        asked = "SELECT reply, finish FROM calls WHERE key = ? AND state = 'paid' ORDER BY id DESC"
        found = self._db.execute(asked, (key,)).fetchone()
        return Kept(*found) if found else None

    def pending(self, key: str) -> int | None:
        """The call of a submitted batch that asks this question and is not answered yet."""
        asked = "SELECT id FROM calls WHERE key = ? AND state = 'open' AND batch IS NOT NULL"
        found = self._db.execute(asked, (key,)).fetchone()
        return int(found[0]) if found else None

    async def reserve(self, key: str, teacher: str, most: float, batch: str | None = None) -> int:
        """Enter a call before it is made, when what is left of the budget is enough for it.

        Calls in flight count at their most; where that leaves too little, this waits for them.

        Raises:
            BudgetSpent: it could cost more than is left, and nothing is in flight.
        """
        while self._budget is not None and self._settled + self._reserved + most > self._budget:
            if not self._flying:
                raise self._spent(most)
            self._freed.clear()
            await self._freed.wait()
        entered = self._db.execute(
            "INSERT INTO calls (key, teacher, state, usd, batch) VALUES (?, ?, 'open', ?, ?)",
            (key, teacher, most, batch),
        )
        call = int(entered.lastrowid or 0)
        self._flying[call] = most
        self._reserved += most
        return call

    def settle(self, call: int, answer: Answer) -> None:
        """Keep a reply and what it cost."""
        paid = self._flying[call] if answer.usd is None else answer.usd
        usage = answer.usage
        self._db.execute(
            "UPDATE calls SET state = 'paid', usd = ?, input = ?, output = ?, cached = ?,"
            " finish = ?, reply = ? WHERE id = ?",
            (paid, usage.input, usage.output, usage.cached, *answer.kept[::-1], call),
        )
        self._syncing.when_due()
        self._land(call, paid)

    def release(self, call: int) -> None:
        """Strike out a call that the server turned down: it cost nothing."""
        self._db.execute("DELETE FROM calls WHERE id = ?", (call,))
        self._land(call, 0.0)

    def lose(self, call: int) -> None:
        """A call whose answer never came: it may have been paid."""
        self._db.execute("UPDATE calls SET state = 'lost' WHERE id = ?", (call,))
        self._land(call, self._flying[call])

    def totals(self) -> dict[str, Spent]:
        """What each teacher has cost, by its name."""
        rows = self._rows(
            "SELECT teacher, sum(state = 'paid'), sum(state = 'lost'),"
            " sum(finish IS 'refused'), sum(finish IS 'truncated'),"
            " sum(ifnull(input, 0)), sum(ifnull(output, 0)), sum(ifnull(cached, 0)), total(usd)"
            " FROM calls"
            " WHERE state != 'open' GROUP BY teacher ORDER BY teacher"
        )
        return {row[0]: Spent(*row[1:]) for row in rows}

    def begin_batch(self, name: str, teacher: str, calls: Sequence[int]) -> None:
        """These queued calls are one batch now; its request file is on disk already."""
        with transaction(self._db):
            self._db.execute(
                "INSERT INTO batches (name, teacher, collected) VALUES (?, ?, 0)", (name, teacher)
            )
            self._db.executemany(
                "UPDATE calls SET batch = ? WHERE id = ?", [(name, call) for call in calls]
            )

    def uploaded(self, name: str, file: str) -> None:
        """The provider has the request file under this id."""
        self._db.execute("UPDATE batches SET file = ? WHERE name = ?", (file, name))

    def submitted(self, name: str, job: str) -> None:
        """The provider works on the batch under this id."""
        self._db.execute("UPDATE batches SET job = ? WHERE name = ?", (job, name))

    def collect(self, name: str, answers: Mapping[int, Answer]) -> None:
        """All answers of a batch at once; its calls without one were not made."""
        with transaction(self._db):
            for call in self.batch_calls(name):
                if call in answers:
                    self.settle(call, answers[call])
                else:
                    self.release(call)
            self._db.execute("UPDATE batches SET collected = 1 WHERE name = ?", (name,))

    def batches(self, teacher: str) -> list[Batch]:
        """Batches of a teacher that were begun and not collected."""
        asked = "SELECT name, file, job FROM batches WHERE teacher = ? AND NOT collected"
        return [Batch(*row) for row in self._rows(asked, teacher)]

    def batch_names(self) -> frozenset[str]:
        """Names of all batches that were begun and not collected."""
        return frozenset(n for (n,) in self._rows("SELECT name FROM batches WHERE NOT collected"))

    def batch_calls(self, name: str) -> dict[int, str]:
        """Calls of a batch that are open, and the questions that they ask."""
        asked = "SELECT id, key FROM calls WHERE batch = ? AND state = 'open'"
        return dict(self._rows(asked, name))

    def _rows(self, statement: str, *values: Any) -> list[Any]:
        return self._db.execute(statement, values).fetchall()

    def _land(self, call: int, usd: float) -> None:
        self._reserved -= self._flying.pop(call, 0.0)
        if not self._flying:
            self._reserved = 0.0  # what rounding left behind
        self._settled += usd
        self._freed.set()

    def _spent(self, most: float) -> BudgetSpent:
        return BudgetSpent(
            f"The budget of ${self._budget:.2f} does not reach for the next call: ${self._settled:.4f}"
            f" are spent, and it could cost up to ${most:.4f}.",
            hint="Give a larger --budget; the same command goes on where it stopped.",
        )
