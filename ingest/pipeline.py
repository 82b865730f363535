"""Files in: recognised by content, checked whole, loaded in source order, then all that follows.

Nothing is written before every file has been read to its end once, so a damaged file changes
nothing. What is killed half-way is mended by running it again: every write merges on its key, and
everything derived is made anew from what the graph holds.
"""

from __future__ import annotations

import csv
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import UnknownFormat, UnreadableFile
from graph.reads import count_edges, count_nodes
from graph.records import Changes, Reject
from graph.runs import RunContext, file_hash, recorded
from graph.store import Store
from graph.weights import derive_requires, derive_skills
from graph.writes import Loader
from ingest.bls_figures import OewsSource, ProjectionsSource
from ingest.bls_soc import DirectMatchSource, SocDefinitionsSource
from ingest.dice import DiceSource
from ingest.links import derive_links
from ingest.source import Source

Progress = Callable[[str, int, int | None], None]
"""Called with a stage, how many rows are done, and how many there are if known."""

_REPORT_EVERY = 1_000


def sources() -> list[Source]:
    """Every source, in load order: structure, other titles, figures, postings."""
    return [
        SocDefinitionsSource(),
        DirectMatchSource(),
        OewsSource(),
        ProjectionsSource(),
        DiceSource(),
    ]


@dataclass(slots=True)
class FileReport:
    """What became of one file. `read` = loaded + duplicates + rejected."""

    file: str
    source: str
    read: int = 0
    loaded: int = 0
    duplicates: int = 0
    rejected: int = 0
    seconds: float = 0.0


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


@dataclass(slots=True)
class _Plan:
    files: list[tuple[Path, Source]]
    unrecognised: list[Path] = field(default_factory=list)


def ingest(
    store: Store,
    home: Path,
    paths: Sequence[Path],
    *,
    command: str = "skillgraph ingest",
    progress: Progress | None = None,
) -> IngestReport:
    """Load files and folders into the graph.

    Raises:
        UnknownFormat: a named file is of no known format, or a folder holds none that is.
        UnreadableFile: a file is damaged; nothing has been written.
        HomeLocked: another ingest is at work in this home.
    """
    began = time.monotonic()
    tell = progress or (lambda stage, done, total: None)
    plan = recognise(paths)
    inputs = {f"{source.name}:{path.name}": file_hash(path) for path, source in plan.files}
    totals = {path: _check(path, source, tell) for path, source in plan.files}
    with recorded(store, home, step="ingest", inputs=inputs, command=command) as run:
        changes, files, rejects = _load(store, run, plan, totals, tell)
        changes += _derive(store, run, tell)
        by_reason = dict(Counter(r.reason for r in rejects).most_common())
        rejects_file = _write_rejects(home, run.key, rejects) if rejects else ""
        run.counts |= {
            "read": sum(f.read for f in files),
            "loaded": sum(f.loaded for f in files),
            "duplicates": sum(f.duplicates for f in files),
            "rejected": len(rejects),
            "created": changes.created,
            "updated": changes.updated,
            "deleted": changes.deleted,
        }
    return IngestReport(
        run.key,
        files,
        [str(p) for p in plan.unrecognised],
        changes,
        by_reason,
        rejects_file,
        count_nodes(store),
        count_edges(store),
        time.monotonic() - began,
    )


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


def _check(path: Path, source: Source, tell: Progress) -> int:
    """Read the file to its end; the number of rows. Raises before anything has been written."""
    rows = 0
    for rows, _ in enumerate(source.read(path), start=1):
        if rows % _REPORT_EVERY == 0:
            tell(f"check {path.name}", rows, None)
    tell(f"check {path.name}", rows, rows)
    return rows


def _load(
    store: Store, run: RunContext, plan: _Plan, totals: dict[Path, int], tell: Progress
) -> tuple[Changes, list[FileReport], list[Reject]]:
    seen: set[str] = set()
    changes, reports, rejects = Changes(), [], []
    for path, source in plan.files:
        began = time.monotonic()
        loader = Loader(store, run.key, path.name, seen)
        report = FileReport(path.name, source.name)
        for report.read, record in enumerate(source.read(path), start=1):
            if isinstance(record, Reject):
                rejects.append(record)
                report.rejected += 1
            else:
                loader.add(record)
            if report.read % _REPORT_EVERY == 0:
                tell(f"load {path.name}", report.read, totals[path])
        loader.flush()
        tell(f"load {path.name}", report.read, totals[path])
        rejects.extend(loader.rejects)
        report.rejected += len(loader.rejects)
        report.loaded, report.duplicates = loader.loaded, loader.duplicates
        report.seconds = time.monotonic() - began
        changes += loader.changes
        reports.append(report)
    return changes, reports, rejects


def _derive(store: Store, run: RunContext, tell: Progress) -> Changes:
    total = Changes()
    steps = (
        ("name skills", derive_skills),
        ("link titles", derive_links),
        ("weigh edges", derive_requires),
    )
    for done, (stage, derive) in enumerate(steps):
        tell(stage, done, len(steps))
        total += derive(store, run.key)
    tell("weigh edges", len(steps), len(steps))
    return total


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
