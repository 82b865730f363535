"""Loading all source files, on each engine: seconds, and memory of our process and of the server.

python -m benchmarks.ingest --data ../shared/data [--engine embedded|neo4j|both] [--slice 1000]

The files are loaded into an empty graph, then again as they are, then again with every one of them
read anew (`again`); neither of the later loads may change anything. On Neo4j the graph is exported
and imported by `neo4j-admin`, the physical limit. In the same run a slice of the largest Dice file is
loaded our way, a row at a time (`benchmarks.row_by_row`) and by `langchain-neo4j`
(`benchmarks.graph_documents`, in the environment of `make bench-setup`), each into an empty graph of a
server that has just started; all must leave the same postings and as many `ASKS_FOR`. Each load is a
process of its own.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import bulk_import, graph_documents, row_by_row
from benchmarks.graphs import Loaded, Measured, arguments, engines, folders, fresh, told
from benchmarks.machine import Report, in_child, peak_mib
from ingest.dice import DiceSource
from ingest.pipeline import ingest, recognise
from tests.engines import Engine
from tests.neo4j_jars import apoc_jars


def load(engine: Engine, paths: Sequence[Path], again: bool = False) -> Loaded:
    """Load files and folders with `ingest.pipeline`; connecting is not counted."""
    with contextlib.closing(engine.open()) as store:
        began = time.perf_counter()
        report = ingest(store, engine.home, paths, again=again)
        seconds = time.perf_counter() - began
    cpu = time.process_time()
    made = report.changes
    return Loaded(
        sum(file.read for file in report.files),
        seconds,
        peak_mib(),
        report.nodes,
        report.edges,
        made.created + made.updated + made.deleted,
        report.rejects,
        {stage: round(took, 2) for stage, took in report.stages.items()},
        round(cpu, 1),
    )


def load_again(report: Report, name: str, paths: Sequence[Path]) -> None:
    """Measure the first load, and two that have nothing to change; on Neo4j the import as well."""
    with fresh(name) as engine:
        first = _measured(report, "first load", engine, load, paths)
        for what, again in (("second load", False), ("all read again", True)):
            other = _measured(report, what, engine, load, paths, again, than=("first load", first))
            if other.changes or (first.nodes, first.edges) != (other.nodes, other.edges):
                sys.exit(f"The {what} on {name} changed the graph: {other.changes} changes.")
        if name == "neo4j":
            _limit(report, engine, "first load", first)


def _limit(report: Report, engine: Measured, what: str, ours: Loaded) -> None:
    done = in_child(bulk_import.measure, engine)
    for part, seconds in (("import alone", done.seconds), ("import, indexed", done.queryable)):
        report.add(
            f"{what}, neo4j-admin {part}",
            seconds=seconds,
            count=ours.rows,
            engine=engine.name,
            compared_with=what,
            ratio=ours.seconds / seconds,
            nodes=done.nodes,
            edges=done.edges,
        )
    report.add(
        f"{what}, export for it",
        seconds=done.export_seconds,
        engine=engine.name,
        peak=done.export_peak,
    )


def compare(report: Report, name: str, slice_file: Path) -> None:
    """Measure a slice loaded our way and in the ways of others."""
    with fresh(name) as engine:
        ours = _measured(report, "slice, ours", engine, load, [slice_file])
        if name == "neo4j":
            _limit(report, engine, "slice, ours", ours)
    than = ("slice, ours", ours)
    with fresh(name) as engine:
        rows = _measured(
            report, "slice, row by row", engine, row_by_row.load, slice_file, than=than
        )
    others = {"row by row": rows}
    if graph_documents.installed():
        with fresh(name, apoc_jars() if name == "neo4j" else None) as engine:
            others["add_graph_documents"] = _measured(
                report,
                "slice, add_graph_documents",
                engine,
                graph_documents.load,
                slice_file,
                than=than,
            )
    else:
        print("langchain-neo4j is left out: `make bench-setup` installs it.", file=sys.stderr)
    for way, theirs in others.items():
        for kind, made, wanted in (
            ("Posting", theirs.nodes, ours.nodes),
            ("ASKS_FOR", theirs.edges, ours.edges),
        ):
            if made.get(kind) != wanted.get(kind):
                sys.exit(f"{way} on {name}: {made.get(kind)} {kind}, ours {wanted.get(kind)}.")


def _measured(
    report: Report,
    what: str,
    engine: Measured,
    work: Callable[..., Loaded],
    *values: Any,
    than: tuple[str, Loaded] | None = None,
) -> Loaded:
    """Load in a process of its own and print what it and the server took."""
    server = engine.server
    before = server.cpu_seconds() if server else 0.0
    loaded = in_child(work, engine, *values)
    beside: dict[str, Any] = {}
    if server:
        beside["server_cpu_seconds"] = round(server.cpu_seconds() - before, 1)
        beside["server_rss_mib"] = round(server.rss_mib())
    report.add(
        what,
        seconds=loaded.seconds,
        count=loaded.rows,
        engine=engine.name,
        peak=loaded.peak_mib,
        compared_with=than[0] if than else None,
        ratio=than[1].seconds / loaded.seconds if than else None,
        changes=loaded.changes,
        nodes=sum(loaded.nodes.values()),
        edges=sum(loaded.edges.values()),
        asks_for=loaded.edges.get("ASKS_FOR"),
        rejected=sum(loaded.rejected.values()),
        stages=loaded.stages or None,
        cpu_seconds=loaded.cpu_seconds,
        **beside,
    )
    return loaded


def largest_dice_file(paths: Sequence[Path]) -> Path:
    """The Dice file with the most bytes on disk under these folders."""
    files = [path for path, source in recognise(paths).files if isinstance(source, DiceSource)]
    if not files:
        sys.exit(f"No Dice file is under {', '.join(map(str, paths))}.")
    return max(files, key=lambda path: path.stat().st_size)


def write_slice(source: Path, target: Path, rows: int) -> None:
    """Copy the header and the first rows of a CSV file, plain or gzip."""
    opened = gzip.open if source.suffix == ".gz" else open
    with (
        opened(source, "rt", encoding="utf-8", newline="") as whole,
        target.open("w", encoding="utf-8", newline="") as part,
    ):
        csv.writer(part).writerows(islice(csv.reader(whole), rows + 1))


def main() -> None:
    """Measure, print, and fail when a second load changes something."""
    parser = arguments(__doc__)
    parser.add_argument(
        "--slice", type=int, default=1000, help="rows for the ways of others (1000)"
    )
    parser.add_argument("--only", choices=["load", "slice"], help="one half of it")
    options = parser.parse_args()
    paths = folders(options.data)
    report = Report("ingest")
    with TemporaryDirectory() as folder:
        slice_file = Path(folder) / "slice.csv"
        write_slice(largest_dice_file(paths), slice_file, options.slice)
        for name in engines(options.engine):
            with told(options.engine):
                if options.only != "slice":
                    load_again(report, name, paths)
                if options.only != "load":
                    compare(report, name, slice_file)
    report.show("cpu_seconds", "server_cpu_seconds", "server_rss_mib")


if __name__ == "__main__":
    main()
