"""Seconds and memory per posting as a load grows: 1, 10 and 100 times as many.

python -m benchmarks.growth [--rows 1000] [--times 1,10,100] [--engine both] [--plot FILE.svg]
python -m benchmarks.growth --from growth.jsonl --plot FILE.svg       measured before

Postings are made (`benchmarks.synthetic_postings`) and loaded into an empty graph of a server that has
just started, each size in a process of its own. `ms_per_row` should not rise with the size; what a load
costs whatever its size is seen at the smallest. `kib_per_row` is what the peak of our process grew by
from the size before, over the rows that came on top.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.graphs import arguments, engines, fresh, told
from benchmarks.ingest import load
from benchmarks.machine import Report, in_child
from benchmarks.synthetic_postings import write

SEED = 7
Figures = list[dict[str, Any]]


def measure(report: Report, name: str, rows: int, times: list[int], folder: Path) -> None:
    """Load each size into an empty graph; the ratio is of times per row, to the smallest."""
    smallest = before = None
    for many in times:
        path = folder / f"made-{rows * many}.csv"
        if not path.exists():
            write(path, rows * many, SEED)
        with fresh(name) as engine:
            server = engine.server
            cpu = server.cpu_seconds() if server else 0.0
            done = in_child(load, engine, [path])
            beside: dict[str, Any] = {}
            if server:
                beside["server_cpu_seconds"] = round(server.cpu_seconds() - cpu, 1)
                beside["server_rss_mib"] = round(server.rss_mib())
        each = done.seconds / done.rows
        if before:
            more = (done.peak_mib - before.peak_mib) * 1024 / (done.rows - before.rows)
            beside["kib_per_row"] = round(more, 3)
        report.add(
            f"{many} x",
            seconds=done.seconds,
            count=done.rows,
            engine=name,
            peak=done.peak_mib,
            compared_with=f"{times[0]} x" if smallest else None,
            ratio=smallest / each if smallest else None,
            ms_per_row=round(each * 1000, 3),
            nodes=sum(done.nodes.values()),
            edges=sum(done.edges.values()),
            stages=done.stages,
            cpu_seconds=done.cpu_seconds,
            **beside,
        )
        smallest, before = smallest or each, done


def plot(figures: Figures, path: Path) -> None:
    """Milliseconds per row and peak MiB against rows, a line per engine."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "growth"  # the same figures, the same bytes
    lines: dict[str, Figures] = defaultdict(list)
    for figure in figures:
        lines[figure["engine"]].append(figure)
    drawn = Figure(figsize=(9, 3.6), layout="constrained")
    parts = (("ms_per_row", "ms per posting"), ("peak_mib", "our process, peak MiB"))
    for axes, (name, label) in zip(drawn.subplots(1, 2), parts, strict=True):
        for engine, points in lines.items():
            rows, values = [p["rows"] for p in points], [p[name] for p in points]
            axes.plot(rows, values, marker="o", label=engine)
        axes.set(xscale="log", xlabel="postings", ylabel=label, ylim=(0, None))
        axes.grid(alpha=0.3)
        axes.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    drawn.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)


def _options() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--rows", type=int, default=1000, help="postings at 1 x (1000)")
    parser.add_argument("--times", default="1,10,100", help="sizes (1,10,100)")
    parser.add_argument("--plot", type=Path, help="draw the figures to this SVG or PNG")
    parser.add_argument("--from", dest="known", type=Path, help="draw figures measured before")
    return parser.parse_args()


def main() -> None:
    """Measure, print and draw."""
    options = _options()
    if options.known:
        lines = options.known.read_text(encoding="utf-8").splitlines()
        figures = [json.loads(line) for line in lines]
    else:
        report = Report("growth")
        times = [int(many) for many in options.times.split(",")]
        with TemporaryDirectory() as folder:
            for name in engines(options.engine):
                with told(options.engine):
                    measure(report, name, options.rows, times, Path(folder))
        report.show(
            "ms_per_row", "kib_per_row", "cpu_seconds", "server_cpu_seconds", "server_rss_mib"
        )
        figures = report.lines
    if options.plot:
        plot(figures, options.plot)


if __name__ == "__main__":
    main()
