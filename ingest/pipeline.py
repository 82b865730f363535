"""Files in: recognised by content, checked whole, loaded in source order, then all that follows.

Nothing is written before every file has been read to its end once, so a damaged file changes
nothing. What is killed half-way is mended by running it again: every write merges on its key, and
everything derived is made anew from what the graph holds. Files that the graph was loaded from
already are not read again.
"""

from __future__ import annotations

import csv
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from graph.errors import UnknownFormat, UnreadableFile
from graph.leases import held
from graph.parts import forget as forget_part
from graph.parts import replace
from graph.reads import count_edges, count_nodes
from graph.records import Changes, Reject
from graph.runs import RunContext, file_hash, package_version, recorded, step_lock
from graph.store import Store
from graph.sync import Session, batched
from graph.writes import Wanted
from ingest.catalog import POSTINGS, label_of, parts_of, sources, system_of
from ingest.derive import Skills, derive
from ingest.source import Source
from ingest.spool import FileReport, Progress, Spool

__all__ = ["FileReport", "IngestReport", "Progress", "forget", "ingest", "recognise"]

_CHUNKS_AT_ONCE = 5


@dataclass(slots=True)
class IngestReport:
    """What an ingest did; `changes` counts nodes and edges, 0 for a second load."""

    run: str
    files: list[FileReport]
    unrecognised: list[str]
    changes: Changes
    rejects: dict[str, int]
    rejects_file: str
    nodes: dict[str, int]
    edges: dict[str, int]
    seconds: float
    stages: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Plan:
    files: list[tuple[Path, Source]]
    unrecognised: list[Path] = field(default_factory=list)


@dataclass(slots=True)
class _File:
    path: Path
    source: Source
    hash: str
    report: FileReport


def ingest(
    store: Store,
    home: Path,
    paths: Sequence[Path],
    *,
    command: str = "skillgraph ingest",
    progress: Progress | None = None,
    crawled: date | None = None,
    today: date | None = None,
    again: bool = False,
) -> IngestReport:
    """Load files and folders into the graph.

    Args:
        crawled: The day the postings were crawled; `4 days ago` becomes a date only with it.
        today: The day that new evidence is first seen on; today by default.
        again: Read files again that the graph was loaded from already.

    Raises:
        UnknownFormat: a named file is of no known format, or a folder holds none that is.
        UnreadableFile: a file is damaged; nothing has been written.
        HomeLocked, GraphLocked: another load is at work in this home or on this graph.
    """
    began = time.monotonic()
    tell = progress or (lambda stage, done, total: None)
    plan = recognise(paths)
    files = [_File(p, s, file_hash(p), FileReport(p.name, s.name)) for p, s in plan.files]
    inputs = {f"{file.source.name}:{file.path.name}": file.hash for file in files}
    load = _Load(store, files, tell, today_as_day(today))
    with Spool(home / "spool", crawled) as spool:
        load.check(spool, again=again)
        with recorded(store, home, step="ingest", inputs=inputs, command=command) as run:
            if load.is_due():
                load.run(run, spool)
            by_reason = dict(Counter(r.reason for r in spool.rejects).most_common())
            rejects_file = _write_rejects(home, run.key, spool.rejects) if spool.rejects else ""
            _count(run, load.changes, files)
    return IngestReport(
        run.key,
        [file.report for file in files],
        [str(p) for p in plan.unrecognised],
        load.changes,
        by_reason,
        rejects_file,
        count_nodes(store),
        count_edges(store),
        time.monotonic() - began,
        load.stages,
    )


def today_as_day(today: date | None = None) -> str:
    """An ISO day: today's, in UTC, unless another is given."""
    return (today or datetime.now(UTC).date()).isoformat()


def _count(run: RunContext, changes: Changes, files: list[_File]) -> None:
    run.counts |= {
        "read": sum(f.report.read for f in files),
        "loaded": sum(f.report.loaded for f in files),
        "duplicates": sum(f.report.duplicates for f in files),
        "rejected": sum(f.report.rejected for f in files),
        "unchanged": sum(f.report.unchanged for f in files),
        "created": changes.created,
        "updated": changes.updated,
        "deleted": changes.deleted,
    }


def forget(
    store: Store,
    home: Path,
    name: str,
    *,
    command: str = "skillgraph forget",
    progress: Progress | None = None,
    today: date | None = None,
) -> Changes:
    """Take a source (`onet`) or a part of one (`onet-technology`) out of the graph again.

    What is left is what a graph that never saw it would hold; people's decisions stay.

    Raises:
        NotFound: there is no such source.
        HomeLocked, GraphLocked: a load is at work in this home or on this graph.
    """
    tell = progress or (lambda stage, done, total: None)
    parts = parts_of(name)
    inputs = {"parts": parts}
    with (
        step_lock(home, "ingest"),
        recorded(store, home, step="forget", inputs=inputs, command=command) as run,
        held(store, command) as lease,
        Session(store, run.key, today=today_as_day(today), lease=lease) as session,
    ):
        session.settle()
        session.write("begin_load", run=run.key)
        for done, part in enumerate(parts):
            tell(f"forget {part}", done, len(parts))
            forget_part(session, part)
        derive(session, Skills.of(session.store), tell, {})
        session.write("end_load")
        run.counts |= {"deleted": session.changes.deleted}
    return session.changes


class _Load:
    """One ingest in progress."""

    def __init__(self, store: Store, files: list[_File], tell: Progress, today: str) -> None:
        self.changes = Changes()
        self.stages: dict[str, float] = {}
        self._store = store
        self._files = files
        self._tell = tell
        self._today = today
        self._known: dict[str, dict[str, Any]] = {}
        self._unfinished = False
        self._ask()

    def _ask(self) -> None:
        """What the graph was loaded from, and whether a load of it was broken off."""
        self._known = {row["key"]: row["props"] for row in self._store.read("sources_all")}
        state = self._store.read("graph_state")
        self._unfinished = bool(state and state[0]["loading"])

    def check(self, spool: Spool, *, again: bool) -> None:
        """Read to its end every file that the graph was not loaded from already."""
        began = time.monotonic()
        for part, files in self._by_part().items():
            hashes = [file.hash for file in files]
            for file in files:
                file.report.unchanged = not again and self._is_known(part, file.hash, hashes)
                if not file.report.unchanged:
                    spool.check(file.path, file.source, file.report, self._tell)
        self.stages["read"] = time.monotonic() - began

    def _is_known(self, part: str, digest: str, hashes: list[str]) -> bool:
        known = self._known.get(part)
        if known is None or known["version"] != package_version():
            return False
        if part in POSTINGS:
            return digest in known["hashes"]
        return sorted(set(hashes)) == sorted(known["hashes"])

    def is_due(self) -> bool:
        """Whether there is anything to load or to finish."""
        return self._unfinished or any(not file.report.unchanged for file in self._files)

    def run(self, run: RunContext, spool: Spool) -> None:
        """Load what was checked, and derive what follows."""
        with (
            held(self._store, f"an ingest ({run.key})") as lease,
            Session(self._store, run.key, today=self._today, lease=lease) as session,
        ):
            # Others may have loaded while the files were read.
            self._ask()
            session.write("begin_load", run=run.key)
            began = time.monotonic()
            skills = Skills.foreseen(session, spool, self._tell)
            self.stages["decide skills"] = time.monotonic() - began
            began = time.monotonic()
            for part, files in self._by_part().items():
                due = [file for file in files if not file.report.unchanged]
                if due:
                    self._load_part(session, skills, spool, part, due)
            session.settle_evidence()
            self.stages["load"] = time.monotonic() - began
            derive(session, skills, self._tell, self.stages)
            session.write("end_load")
            self.changes = session.changes

    def _load_part(
        self, session: Session, skills: Skills, spool: Spool, part: str, files: list[_File]
    ) -> None:
        before = self._known.get(part, {})
        groups = frozenset(skills.groups)

        def new() -> Wanted:
            return Wanted(part, label_of(part), self._today, skills.skill_of, groups)

        whole = new()
        for file in files:
            began = time.monotonic()
            for some in batched(spool.chunks(file.path), _CHUNKS_AT_ONCE):
                wanted = new() if part in POSTINGS else whole
                for chunk in some:
                    wanted.take(filter(spool.counts, chunk))
                    file.report.loaded += len(chunk)
                if part in POSTINGS:
                    wanted.write(session, whole=True)
                self._tell(f"load {file.path.name}", file.report.loaded, file.report.read)
            file.report.seconds = time.monotonic() - began
        if part not in POSTINGS:
            began = time.monotonic()
            # What a load that was broken off left may be of another version of the file.
            replace(session, whole, loaded_before=bool(before) or self._unfinished)
            files[-1].report.seconds += time.monotonic() - began
        self._tell(f"load {files[-1].path.name}", files[-1].report.read, files[-1].report.read)
        self._remember(session, part, files, before)

    def _remember(
        self, session: Session, part: str, files: list[_File], before: dict[str, Any]
    ) -> None:
        """The last thing written of a part: from now on its files need not be read again."""
        kept = part in POSTINGS
        names = {*(before.get("files", ()) if kept else ()), *(f.path.name for f in files)}
        hashes = {*(before.get("hashes", ()) if kept else ()), *(f.hash for f in files)}
        rows = sum(f.report.loaded for f in files)
        if kept:
            # Files may share postings: what the graph holds of them is what they brought.
            rows = len(session.store.read("part_postings", part=part))
        props = {
            "system": system_of(part),
            "files": sorted(names),
            "hashes": sorted(hashes),
            "rows": rows,
            "version": package_version(),
            "first_seen": self._today,
            "seen": self._today,
        }
        session.nodes("sources", {part: props})

    def _by_part(self) -> dict[str, list[_File]]:
        parts: dict[str, list[_File]] = {}
        for file in self._files:
            parts.setdefault(file.source.name, []).append(file)
        return parts


def recognise(paths: Iterable[Path]) -> _Plan:
    """Which source reads which file; files of a folder may be of no known format, named ones not."""
    order = sources()
    plan = _Plan([])
    for path in paths:
        if not path.exists():
            raise UnreadableFile(f"There is no file or folder {path}.", hint="Check the path.")
        for file in _files(path):
            source = next((s for s in order if s.recognises(file)), None)
            if source is not None:
                plan.files.append((file, source))
            elif path.is_file():
                raise UnknownFormat(
                    f"{file} is of no known format.",
                    hint=f"Known are {', '.join(s.name for s in order)}; see docs/sources.md.",
                )
            else:
                plan.unrecognised.append(file)
    if not plan.files:
        raise UnknownFormat(
            f"No file of a known format is under {', '.join(map(str, paths))}.",
            hint=f"Known are {', '.join(s.name for s in order)}; see docs/sources.md.",
        )
    rank = {s.name: i for i, s in enumerate(order)}
    plan.files = sorted(dict.fromkeys(plan.files), key=lambda f: (rank[f[1].name], f[0].name))
    return plan


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))


def _write_rejects(home: Path, run: str, rejects: list[Reject]) -> str:
    folder = home / "rejects"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run}.csv"
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "row", "reason", "detail"])
        writer.writerows((r.file, r.row or "", r.reason, r.detail) for r in rejects)
    os.replace(temporary, path)
    return str(path)
