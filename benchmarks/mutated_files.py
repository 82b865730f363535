"""Two thousand files gone wrong: what reading each came to, the slowest, the most memory.

`python -m benchmarks.mutated_files [--count N] [--seed N]`. Every change, and how many of its files
were read, read with rejects, not recognised or refused in one sentence; ends with 1 when one of
them was not. Batches run in processes of their own, so that even a crash would be counted.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from concurrent.futures.process import BrokenProcessPool

from rich.console import Console
from rich.table import Table

from benchmarks.machine import Report, in_child
from tests.faults.mutated_reading import Reading, read_mutants

_BATCH = 250
_OUTCOMES = ("read", "read with rejects", "not recognised", "refused")


def main() -> int:
    """Read the mutants in batches, print the figures as JSON and the outcomes as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    readings: list[Reading] = []
    for batch, done in enumerate(range(0, options.count, _BATCH)):
        count = min(_BATCH, options.count - done)
        try:
            readings += in_child(read_mutants, count, options.seed * 1_000 + batch)
        except BrokenProcessPool:
            crashed = f"batch {batch}"
            readings.append(Reading(crashed, "unknown", "", "the process crashed", 0, 0))
    report = Report("mutated_files", unit="files")
    report.add(
        "read mutated files",
        seconds=sum(r.seconds for r in readings),
        count=len(readings),
        peak=max(r.peak_mib for r in readings),
        slowest=round(max(r.seconds for r in readings), 2),
        outcomes=dict(Counter(r.outcome for r in readings).most_common()),
        faults=sum(not r.good for r in readings),
    )
    _show(readings)
    return int(any(not r.good for r in readings))


def _show(readings: list[Reading]) -> None:
    by_change: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_change[reading.change].append(reading)
    table = Table(title=f"{len(readings):,} mutated files")
    for title in ("change", *_OUTCOMES, "faults", "slowest, s", "peak, MiB"):
        table.add_column(title, justify="left" if title == "change" else "right")
    for change, group in by_change.items():
        counts = Counter(r.outcome for r in group)
        faults = sum(not r.good for r in group)
        slowest, peak = max(r.seconds for r in group), max(r.peak_mib for r in group)
        cells = [str(counts[outcome] or "") for outcome in _OUTCOMES]
        table.add_row(change, *cells, str(faults or ""), f"{slowest:.2f}", f"{peak:.0f}")
    console = Console(file=sys.stderr)
    console.width = max(console.width, 120)
    console.print(table)
    for reading in readings:
        if not reading.good:
            console.print(reading)


if __name__ == "__main__":
    sys.exit(main())
