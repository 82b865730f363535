"""The folder of a generation run: what is in it, and how it survives being killed.

run.json         the inputs, written first: a folder belongs to one set of inputs
triples.jsonl    one triple a line, in index order, append only
rejected.jsonl   one rejected context a line, in index order
early.jsonl      what finished before its turn while an earlier one was still being made
calls.sqlite     the ledger of hosted teachers (`generation.ledger`); absent without one
manifest.json    counts, written last by rename: its presence says that the run is complete
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

import filelock

from generation.beside import Beside
from generation.chain import Rejected
from generation.examples import RejectedTriple, Triple
from generation.reading import TRIPLES
from graph.errors import HomeLocked, RunError, UnreadableFile

REJECTED, EARLY = "rejected.jsonl", "early.jsonl"
NEAR_DUPLICATE = "near duplicate"
FSYNC_SECONDS = 1.0
# The first index of a line is that of its context: the fields before it hold only hex digits.
_INDEX = re.compile(rb'"index": ?(\d+)')
_ELSEWHERE = "Use another folder."


class Acceptance(Protocol):
    """A check across the whole run: is a triple a near duplicate of one before it?

    It sees triples in index order; on resuming, those already written come first.
    """

    def accept(self, index: int, texts: Sequence[str]) -> bool:
        """Whether a triple is kept: job description, matched resume, unmatched resume."""
        ...


def read_triples(out: Path) -> Iterator[Triple]:
    """The triples of a run's folder (or of a JSONL file), in order.

    Raises:
        UnreadableFile: there is no such file, or a line is no triple.
    """
    path = out / TRIPLES if out.is_dir() else out
    if not path.is_file():
        raise UnreadableFile(
            f"There are no triples in {str(out)!r}.", hint="`skillgraph generate` makes some."
        )
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield Triple.model_validate_json(line)
            except ValueError as error:
                raise UnreadableFile(f"{path}, line {number} is no triple.") from error


@contextmanager
def opened(
    out: Path, inputs: Mapping[str, Any], acceptance: Acceptance | None = None
) -> Iterator[Output]:
    """The folder, locked and mended, ready to go on.

    Raises:
        HomeLocked: another process writes to it.
        RunError: it belongs to other inputs, or cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(out / ".lock", timeout=0)
        lock.acquire()
    except filelock.Timeout as error:
        raise HomeLocked(
            f"Another process is generating into {str(out)!r}.", hint="Wait, or use another folder."
        ) from error
    except OSError as error:
        raise RunError(f"The folder {str(out)!r} cannot be written: {error.strerror}.") from error
    try:
        _claim(out, inputs)
        output = Output(out, acceptance)
        try:
            yield output
        finally:
            output.close()
    finally:
        lock.release()


def _claim(out: Path, inputs: Mapping[str, Any]) -> None:
    """Make the folder ours, or refuse one that belongs to other inputs."""
    path = out / "run.json"
    if not path.exists():
        if (out / TRIPLES).exists():
            raise RunError(f"{str(out)!r} holds triples of an unknown run.", hint=_ELSEWHERE)
        write_json(path, dict(inputs))
        return
    try:
        there = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RunError(f"{path} is damaged.", hint=_ELSEWHERE) from error
    differing = sorted(k for k in {*there, *inputs} if there.get(k) != inputs.get(k))
    if differing:
        raise RunError(
            f"{str(out)!r} belongs to a run with another {', another '.join(differing)}.",
            hint="Use another folder, or the same inputs as before to go on.",
        )


class _Row(NamedTuple):
    """A line and its file; the documents of a triple where they are at hand, else they are read."""

    file: str
    line: str
    texts: tuple[str, ...] = ()


class Output:
    """The files of a run, open for going on. Lines are written in index order.

    Opening cuts off what a crash left half-written, so that the files always end up as an
    undisturbed run would have left them.
    """

    def __init__(self, out: Path, acceptance: Acceptance | None = None) -> None:
        self._out, self._acceptance, self._remembered = out, acceptance, False
        self.made, self.reasons = 0, dict[str, int]()
        self.next = self._mend()
        self._waiting = {i: row for i, row in _early(out / EARLY) if i >= self.next}
        self._files = {name: _append(out / name) for name in (TRIPLES, REJECTED)}
        self._early: IO[str] | None = None
        self._syncing = Beside(self._to_disk, FSYNC_SECONDS)
        self._drain()

    def _mend(self) -> int:
        """Cut both files where the first index is missing; returns that index."""
        places = {name: _places(self._out / name) for name in (TRIPLES, REJECTED)}
        written = {index for lines in places.values() for index, _ in lines}
        gap = next(i for i in range(len(written) + 1) if i not in written)
        for name, lines in places.items():
            beyond = [start for index, start in lines if index >= gap]
            if beyond:
                os.truncate(self._out / name, min(beyond))
        self.made = sum(index < gap for index, _ in places[TRIPLES])
        for line in _lines(self._out / REJECTED):
            self._count(json.loads(line)["reasons"])
        return gap

    @property
    def done(self) -> frozenset[int]:
        """Indices that need no making, written or waiting for their turn."""
        return frozenset(self._waiting) | frozenset(range(self.next))

    @property
    def triples(self) -> int:
        """Triples made, those included that wait for their turn."""
        return self.made + sum(row.file == TRIPLES for row in self._waiting.values())

    def add(self, made: Triple | Rejected, index: int) -> None:
        """Write a result, or keep it safe until all before it are written."""
        if isinstance(made, Triple):
            texts = tuple(document.text for document in made.documents())
            row = _Row(TRIPLES, made.model_dump_json(), texts)
        else:
            row = _Row(REJECTED, _rejected_line(made.triple, made.details))
        if index == self.next:
            self._write(row)
            self._drain()
            return
        self._waiting[index] = row
        if self._early is None:
            self._early = _append(self._out / EARLY)
        self._early.write(f'{{"index":{index},"file":"{row.file}","row":{row.line}}}\n')
        self._early.flush()

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Commit: everything on disk, then the manifest by rename."""
        self.sync()
        write_json(self._out / "manifest.json", dict(manifest))
        if self._early is not None:
            self._early.close()
            self._early = None
        if not self._waiting:
            (self._out / EARLY).unlink(missing_ok=True)

    def sync(self) -> None:
        """All lines on disk."""
        for file in self._files.values():
            file.flush()
        self._to_disk()

    def _to_disk(self) -> None:
        for file in self._files.values():
            os.fsync(file.fileno())

    def close(self) -> None:
        """Close the files; what was added stays."""
        self._syncing.close()
        self.sync()
        for file in (*self._files.values(), self._early):
            if file is not None:
                file.close()

    def _write(self, row: _Row) -> None:
        name, line = row.file, row.line
        if name == TRIPLES and not self._accepted(row):
            again = RejectedTriple(index=self.next, reasons=(NEAR_DUPLICATE,))
            name, line = REJECTED, _rejected_line(again, ())
        file = self._files[name]
        file.write(line + "\n")
        file.flush()
        self.next += 1
        if name == TRIPLES:
            self.made += 1
        else:
            self._count(json.loads(line)["reasons"])
        self._syncing.when_due()

    def _accepted(self, row: _Row) -> bool:
        if self._acceptance is None:
            return True
        if not self._remembered:  # not before it is needed: a complete run has nothing to check
            for before in _lines(self._out / TRIPLES):
                self._acceptance.accept(*_texts(before))
            self._remembered = True
        return self._acceptance.accept(self.next, row.texts or _texts(row.line)[1])

    def _drain(self) -> None:
        while self.next in self._waiting:
            self._write(self._waiting.pop(self.next))

    def _count(self, reasons: list[str]) -> None:
        for reason in reasons:
            self.reasons[reason] = self.reasons.get(reason, 0) + 1


def _texts(line: str | bytes) -> tuple[int, tuple[str, ...]]:
    """Index and documents of a triple's line."""
    row = json.loads(line)
    parts = ("job_description", "matched", "unmatched")
    return row["context"]["index"], tuple(row[part]["text"] for part in parts)


def _rejected_line(rejected: RejectedTriple, details: tuple[str, ...]) -> str:
    return json.dumps(asdict(rejected) | {"details": details}, ensure_ascii=False)


def _lines(path: Path) -> Iterator[bytes]:
    """The whole lines of a file; nothing when there is no file."""
    if path.exists():
        with path.open("rb") as file:
            yield from (line for line in file if line.endswith(b"\n"))


def _places(path: Path) -> list[tuple[int, int]]:
    """Index and byte offset of every whole line; a half-written last line is cut off."""
    places, offset = [], 0
    for line in _lines(path):
        found = _INDEX.search(line)
        if found is None:
            raise RunError(f"{path} holds a line that is no row of a run.", hint=_ELSEWHERE)
        places.append((int(found.group(1)), offset))
        offset += len(line)
    if path.exists() and path.stat().st_size > offset:
        os.truncate(path, offset)
    return places


def _early(path: Path) -> Iterator[tuple[int, _Row]]:
    """Index, file and line of what finished before its turn, letter by letter as it was made."""
    for raw in _lines(path):
        line = raw.decode("utf-8").rstrip("\n")
        head, _, row = line.partition(',"row":')
        known = json.loads(head + "}")
        yield known["index"], _Row(known["file"], row[:-1])


def _append(path: Path) -> IO[str]:
    return path.open("a", encoding="utf-8", newline="\n")


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write JSON by rename, so that the file is whole or absent."""
    _replace(path, json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".tmp")
    with fresh.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
