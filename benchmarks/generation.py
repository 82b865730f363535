"""Triples per second with the offline teacher, and how contexts resemble the released data.

python -m benchmarks.generation [--triples 2000] [--concurrency 1] [--data ../shared/data]

The graph is the shipped sample, or the real files with --data, on the embedded engine. `contexts`
are walks and their contexts; `triples` is the whole of generation from the graph, to files on disk;
each in a process of its own. The statistics stand beside those of RJDB (52,000 released rows).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.machine import Report, in_child, peak_mib
from generation.contexts import contexts
from generation.examples import Context, Triple
from generation.pipeline import generate, read_triples
from graph.connect import open_store
from graph.embedded import stop
from ingest.pipeline import ingest
from ingest.sample import sample_folder

SEED = 7
RELEASED: dict[str, Any] = {
    "jobs": {"1": 0.27, "2": 0.32, "3": 0.21, "4": 0.12, "5": 0.05, "6-9": 0.03},
    "skills": 6.4,
    "skills_with_1_job": 5.4,
    "skills_with_4_jobs": 7.5,
    "removed": {"1": 0.37, "2": 0.34, "3": 0.29},
    "change": {"shortened": 0.54, "dropped": 0.34, "none": 0.12},
    "years": dict.fromkeys("12345", 0.2),
    "words": [180, 99, 85],
}


@dataclass(frozen=True)
class Made:
    """Seconds of wall and processor time, peak MiB, and what came of it."""

    seconds: float
    cpu: float
    peak: float
    made: int
    statistics: dict[str, Any]
    rejected: dict[str, int]


def load(home: Path, data: Path) -> None:
    """Fill a graph; its server stays until it is stopped."""
    store = open_store(home, uri=None, username=None, password=None, database=None)
    with contextlib.closing(store):
        ingest(store, home, [data])


def make_contexts(home: Path, count: int) -> Made:
    """Contexts alone, with the walks under them."""
    store = open_store(home, uri=None, username=None, password=None, database=None)
    with contextlib.closing(store):
        began, cpu = time.perf_counter(), time.process_time()
        made = list(contexts(store, count=count, seed=SEED))
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return Made(seconds, cpu, peak_mib(), len(made), of_contexts(made), {})


def make_triples(home: Path, count: int, concurrency: int) -> Made:
    """The whole way from the graph to a folder of triples."""
    store = open_store(home, uri=None, username=None, password=None, database=None)
    with TemporaryDirectory() as folder, contextlib.closing(store):
        began, cpu = time.perf_counter(), time.process_time()
        report = generate(store, count=count, seed=SEED, out=Path(folder), concurrency=concurrency)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        peak = peak_mib()
        statistics = of_triples(list(read_triples(Path(folder))))
    return Made(seconds, cpu, peak, report.made, statistics, report.rejected)


def of_contexts(made: list[Context]) -> dict[str, Any]:
    """The figures of `RELEASED` that contexts have."""
    jobs = [len(c.experiences) for c in made]
    per_job = {
        n: [len(c.skills) for c, m in zip(made, jobs, strict=True) if m == n] for n in (1, 4)
    }
    return {
        "jobs": shares("6-9" if n > 5 else str(n) for n in jobs),
        "skills": mean([len(c.skills) for c in made]),
        "skills_with_1_job": mean(per_job[1]),
        "skills_with_4_jobs": mean(per_job[4]),
        "removed": shares(str(len(c.filtered.skills)) for c in made),
        "change": shares(c.filtered.experience_change for c in made),
        "years": shares(str(e.years) for c in made for e in c.experiences),
        "distinct_occupations": len({o for c in made for o in c.occupations}),
        "distinct_skills": len({s.key for c in made for s in c.skills}),
    }


def of_triples(made: list[Triple]) -> dict[str, Any]:
    """Length of the documents, repairs, and how well length alone tells the resumes apart."""
    return {
        "words": [mean([len(t.documents()[i].text.split()) for t in made]) for i in range(3)],
        "repairs": sum(t.provenance.repairs for t in made),
        "told_apart_by_words": give_away(made, lambda text: len(text.split())),
        "told_apart_by_lines": give_away(made, lambda text: text.count("\n")),
        "told_apart_by_trailing_space": give_away(made, lambda t: len(t) - len(t.rstrip())),
        "distinct_resumes": len({t.matched.text for t in made}) / max(1, len(made)),
    }


def give_away(made: list[Triple], measure: Any) -> float:
    """Accuracy of the best threshold on one measure, matched against unmatched resumes."""
    seen: Counter[tuple[int, bool]] = Counter()
    for triple in made:
        seen[measure(triple.matched.text), True] += 1
        seen[measure(triple.unmatched.text), False] += 1
    matched, unmatched = 0, len(made)
    right = len(made)
    for value in sorted({value for value, _ in seen}, reverse=True):
        matched += seen[value, True]
        unmatched -= seen[value, False]
        right = max(right, matched + unmatched)
    return round(right / max(1, 2 * len(made)), 3)


def shares(values: Any) -> dict[str, float]:
    """The share of each value."""
    counts = Counter(values)
    return {key: round(n / counts.total(), 3) for key, n in sorted(counts.items())}


def mean(values: list[int]) -> float:
    """The mean; 0 of nothing."""
    return round(sum(values) / len(values), 2) if values else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--triples", type=int, default=2_000)
    parser.add_argument("--concurrency", type=int, default=1)
    parser.add_argument("--data", type=Path, help="files to load; the shipped sample if not given")
    given = parser.parse_args()
    report = Report("generation", unit="triples")
    with TemporaryDirectory() as folder:
        home = Path(folder)
        in_child(load, home, given.data or sample_folder())
        try:
            first = in_child(make_contexts, home, given.triples)
            whole = in_child(make_triples, home, given.triples, given.concurrency)
        finally:
            stop(home / "graph")
    report.add(
        "contexts", seconds=first.seconds, count=first.made, peak=first.peak, cpu_seconds=first.cpu
    )
    report.add(
        "triples",
        seconds=whole.seconds,
        count=whole.made,
        peak=whole.peak,
        cpu_seconds=whole.cpu,
        per_minute=round(60 * whole.made / whole.seconds),
        concurrency=given.concurrency,
        rejected=whole.rejected,
    )
    report.show()
    for name, value in (first.statistics | whole.statistics).items():
        line = {"statistic": name, "made": value, "released": RELEASED.get(name)}
        print(json.dumps({"benchmark": "generation", **line}))


if __name__ == "__main__":
    main()
