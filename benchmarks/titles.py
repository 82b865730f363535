"""Titles to occupations: seconds at ingest, and how often the answer is right.

python -m benchmarks.titles --data ../shared/data [--rows tests/data/titles/dice_dev.csv] [--held-out]

Builds an index from every name of SOC and O*NET and ranks every distinct Dice title, in a process of
its own. Then scores labelled rows, and with `--held-out` the fifth of the names that nothing was
fitted on, with an index of the other four fifths; such a name has as many right answers as
occupations have it.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.machine import Report, in_child, peak_mib
from benchmarks.title_names import Names, dice_titles, read_names
from graph.keys import fold
from ingest.quality.titles import LabelledTitle, score_rows, score_titles
from ingest.title_names import held_out
from ingest.title_ranker import TitleIndex


def at_ingest(data: Path) -> dict[str, Any]:
    """Seconds to build an index and to rank, processor seconds of both, and what was answered."""
    names, titles = read_names(data), sorted(dice_titles(data))
    began, busy = time.perf_counter(), time.process_time()
    index = TitleIndex.build(names.names, names.occupations)
    built = time.perf_counter()
    matches = index.rank(titles)
    done = time.perf_counter()
    return {
        "build": built - began,
        "rank": done - built,
        "processor": time.process_time() - busy,
        "names": len(names.names),
        "titles": len(titles),
        "peak": peak_mib(),
        "methods": dict(Counter(match.method for match in matches)),
    }


def on_held_out(names: Names) -> tuple[int, dict[str, Any]]:
    """How many names were held out, and the figures for them."""
    kept = [name for name in names.names if not held_out(name.text)]
    owners = defaultdict(set)
    for name in names.names:
        owners[fold(name.text)].add(name.occupation)
    left = sorted({name.text for name in names.names if held_out(name.text)})
    rows = [LabelledTitle(text, frozenset(owners[fold(text)])) for text in left]
    return len(rows), asdict(score_rows(rows, TitleIndex.build(kept, names.occupations)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--rows", type=Path, default=Path("tests/data/titles/dice_dev.csv"))
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    report = Report("titles")
    spent = in_child(at_ingest, options.data)
    seconds, count = spent["build"] + spent["rank"], spent["titles"]
    report.add("build and rank", seconds=seconds, count=count, **spent)
    names = read_names(options.data)
    began = time.perf_counter()
    scored = asdict(score_titles(options.rows, TitleIndex.build(names.names, names.occupations)))
    report.add(options.rows.name, seconds=time.perf_counter() - began, **_rounded(scored))
    if options.held_out:
        began = time.perf_counter()
        count, scored = on_held_out(names)
        report.add("held-out names", seconds=time.perf_counter() - began, **_rounded(scored))
    report.show()


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    """`rows` is the report's own word for how many were counted."""
    return {
        "labelled" if name == "rows" else name: round(value, 4) for name, value in figures.items()
    }


if __name__ == "__main__":
    main()
