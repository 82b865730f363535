"""Loading Dice and BLS files, on each engine: seconds and the peak of memory of our process.

python -m benchmarks.ingest --data ../shared/data [--engine embedded|neo4j|both] [--slice 1000]

The files are loaded twice into a graph that was empty, and the second load must change nothing. In
the same run a slice of the largest Dice file is loaded our way and a row at a time
(`benchmarks.row_by_row`), each into an empty graph of a server that has just started; both must
leave the same postings and skills. Each load is a process of its own.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import row_by_row
from benchmarks.graphs import Loaded, arguments, engines, folders, fresh, told
from benchmarks.machine import Report, in_child, peak_mib
from ingest.dice import DiceSource
from ingest.pipeline import ingest, recognise
from tests.engines import Engine

SAME_NODES = ("Posting", "Skill")
SAME_EDGES = ("ASKS_FOR",)


def load(engine: Engine, paths: Sequence[Path]) -> Loaded:
    """Load files and folders with `ingest.pipeline`; connecting is not counted."""
    with contextlib.closing(engine.open()) as store:
        began = time.perf_counter()
        report = ingest(store, engine.home, paths)
        seconds = time.perf_counter() - began
    made = report.changes
    return Loaded(
        sum(file.read for file in report.files),
        seconds,
        peak_mib(),
        report.nodes,
        report.edges,
        made.created + made.updated + made.deleted,
        report.rejects,
    )


def load_twice(report: Report, name: str, paths: Sequence[Path]) -> None:
    """Measure the first load and the one that has nothing to do."""
    with fresh(name) as engine:
        first = in_child(load, engine, paths)
        _add(report, "first load", name, first)
        second = in_child(load, engine, paths)
    ratio = first.seconds / second.seconds
    _add(report, "second load", name, second, "first load", ratio)
    if second.changes or (first.nodes, first.edges) != (second.nodes, second.edges):
        sys.exit(f"The second load on {name} changed the graph: {second.changes} changes.")


def compare(report: Report, name: str, slice_file: Path) -> None:
    """Measure a slice loaded our way and a row at a time."""
    with fresh(name) as engine:
        ours = in_child(load, engine, [slice_file])
    with fresh(name) as engine:
        theirs = in_child(row_by_row.load, engine, slice_file)
    _add(report, "slice, row by row", name, theirs)
    ratio = theirs.seconds / ours.seconds
    _add(report, "slice, ours", name, ours, "slice, row by row", ratio)
    different = [k for k in SAME_NODES if ours.nodes.get(k) != theirs.nodes.get(k)]
    different += [k for k in SAME_EDGES if ours.edges.get(k) != theirs.edges.get(k)]
    if different:
        sys.exit(f"The two ways did not load the same {', '.join(different)} on {name}.")


def _add(
    report: Report,
    what: str,
    engine: str,
    loaded: Loaded,
    compared_with: str | None = None,
    ratio: float | None = None,
) -> None:
    report.add(
        what,
        seconds=loaded.seconds,
        count=loaded.rows,
        engine=engine,
        peak=loaded.peak_mib,
        compared_with=compared_with,
        ratio=ratio,
        changes=loaded.changes,
        nodes=sum(loaded.nodes.values()),
        edges=sum(loaded.edges.values()),
        rejected=sum(loaded.rejected.values()),
    )


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
    parser.add_argument("--slice", type=int, default=1000, help="rows for row by row (1000)")
    options = parser.parse_args()
    paths = folders(options.data)
    report = Report("ingest")
    with TemporaryDirectory() as folder:
        slice_file = Path(folder) / "slice.csv"
        write_slice(largest_dice_file(paths), slice_file, options.slice)
        for name in engines(options.engine):
            with told(options.engine):
                load_twice(report, name, paths)
                compare(report, name, slice_file)
    report.show()


if __name__ == "__main__":
    main()
