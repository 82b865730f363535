"""The crf student: seconds to train, and sentences per second beside looking names up.

python -m benchmarks.students --data ../shared/data [--triples 600] [--sentences 20000]

The graph is loaded and the triples are made in the same run by the offline teacher; a quarter of the
occupations is held out. Sentences are those of the held-out documents, repeated to the number asked
for; every document is read as a whole. `regular expression` is the usual way to find known names, an
alternation of all of them; it finds no skill that is not listed, and reads a slice only.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.graphs import folders, fresh, told
from benchmarks.ingest import load
from benchmarks.machine import Report, in_child, peak_mib
from generation.examples import Triple
from generation.output import read_triples
from generation.pipeline import generate
from generation.splits import split_by_occupation
from graph.reads import skill_names
from graph.records import SkillName
from students import catalog
from students.baselines import baselines_of
from students.scoring import score_spans
from students.tokens import windows
from tests.engines import Engine

SEED = 7
SLICE = 10


@dataclass(frozen=True)
class Material:
    """What a student learns from: triples of a run, and the names of the graph."""

    triples: list[Triple]
    names: list[SkillName]


@dataclass(frozen=True)
class Trained:
    """Seconds and peak of memory of training, and F1 of exact spans by student."""

    seconds: float
    peak_mib: float
    f1: dict[str, float]


def prepare(engine: Engine, count: int) -> Material:
    """Triples made from a loaded graph."""
    with contextlib.closing(engine.open()) as store, TemporaryDirectory() as folder:
        generate(store, count=count, seed=SEED, out=Path(folder) / "triples")
        names = [name for name in skill_names(store) if name.status == "canonical"]
        return Material(list(read_triples(Path(folder) / "triples")), names)


def train(material: Material, folder: Path) -> Trained:
    """Train without scoring, which is timed; then score on the held-out triples."""
    split = split_by_occupation(material.triples, seed=SEED)
    began = time.perf_counter()
    student = catalog.train("crf", split.train, material.names, folder, seed=SEED)
    seconds, peak = time.perf_counter() - began, peak_mib()
    report = score_spans(student, split.test)
    all_scores = {"crf": report.scores, **report.baselines}
    return Trained(seconds, peak, {n: round(s["spans"].f1, 3) for n, s in all_scores.items()})


def read(report: Report, material: Material, folder: Path, sentences: int) -> None:
    """Measure reading, ours beside two ways of looking names up."""
    split = split_by_occupation(material.triples, seed=SEED)
    texts = _texts(split.test, sentences)
    student = catalog.load("crf", folder)
    gazetteer = baselines_of(student)[0]
    part = texts[: max(1, len(texts) // SLICE)]
    expression = _expression(material.names)
    slow = _rate(part, lambda t: [list(expression.finditer(text)) for text in t])
    report.add("regular expression", seconds=slow[0], count=slow[1], names=len(material.names))
    for name, reader in (("gazetteer", gazetteer), ("crf", student)):
        seconds, count = _rate(texts, reader.extract)
        ratio = (count / seconds) / (slow[1] / slow[0])
        report.add(
            name, seconds=seconds, count=count, compared_with="regular expression", ratio=ratio
        )


def _texts(triples: Sequence[Triple], sentences: int) -> list[str]:
    texts = [document.text for triple in triples for document in triple.documents()]
    each = sum(len(list(windows(text))) for text in texts) / len(texts)
    return list(islice(cycle(texts), max(1, round(sentences / each))))


def _rate(texts: Sequence[str], work: Callable[[Sequence[str]], object]) -> tuple[float, int]:
    """Seconds, and sentences read in them."""
    began = time.perf_counter()
    work(texts)
    return time.perf_counter() - began, sum(len(list(windows(text))) for text in texts)


def _expression(names: Sequence[SkillName]) -> re.Pattern[str]:
    known = sorted({name.alias for name in names}, key=lambda alias: (-len(alias), alias))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, help="folder of Dice and BLS files; else the sample")
    parser.add_argument("--triples", type=int, default=600)
    parser.add_argument("--sentences", type=int, default=20_000)
    options = parser.parse_args()
    report = Report("students", unit="sentences")
    with told("embedded"), fresh("embedded") as engine, TemporaryDirectory() as folder:
        in_child(load, engine, folders(options.data))
        material = in_child(prepare, engine, options.triples)
        done = in_child(train, material, Path(folder))
        learned = len(split_by_occupation(material.triples, seed=SEED).train)
        report.add(
            "train crf", seconds=done.seconds, peak=done.peak_mib, triples=learned, f1=done.f1
        )
        read(report, material, Path(folder), options.sentences)
    report.show()


if __name__ == "__main__":
    main()
