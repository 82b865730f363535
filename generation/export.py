"""Triples out of a run: as RJDB rows, or as a data set with splits, columns and a card.

Either appears at its path when all of it is there. Files are read twice or thrice and written as
they are read, so that a data set of any size takes little memory.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from generation import columns
from generation.data_card import Facts, card
from generation.examples import Triple
from generation.quality.distributions import Distributions
from generation.quality.documents import names_of
from generation.quality.faithfulness import Measure
from generation.reading import read_examples
from generation.rjdb import row_of
from generation.splits import Side, sides
from graph.errors import UnknownFormat
from graph.export import workplace
from graph.export_formats import pyarrow
from graph.gazetteer import Gazetteer
from graph.keys import content_hash
from graph.records import SkillName

BATCH = 500
FORMATS = ("rjdb", "parquet")
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class ExportedTriples:
    """What was written: triples by split; RJDB rows have none and are `all`."""

    out: str
    format: str
    triples: dict[str, int]


def export_rjdb(on: Path, out: Path, progress: Progress) -> ExportedTriples:
    """One JSONL file of RJDB rows, in the order of the triples.

    Args:
        on: folder or file of triples.
        out: a path that is not there.
        progress: told of rows.

    Raises:
        InvalidValue: there is something at `out`.
        DataError: the triples cannot be read, or `out` cannot be written.
    """
    done = 0
    with workplace(out) as folder:
        made = folder / "made"
        with made.open("w", encoding="utf-8", newline="\n") as file:
            for done, triple in enumerate(_triples(on), 1):
                row = row_of(triple).model_dump(mode="json", by_alias=True)
                file.write(json.dumps(row) + "\n")
                progress("write rows", done, None)
        made.rename(out)
    return ExportedTriples(str(out), "rjdb", {"all": done})


def export_dataset(on: Path, out: Path, progress: Progress) -> ExportedTriples:
    """A folder that `datasets.load_dataset` reads: `data/*.parquet`, `jsonl/*.jsonl`, `README.md`.

    No occupation and no walk is on two of train, validation and test; triples whose occupations
    are of several stand apart, in `straddling`. Arguments and errors as for `export_rjdb`, and

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow()
    with workplace(out) as folder:
        made = folder / "made"
        facts, split = _first_look(on, progress)
        for name in ("data", "jsonl"):
            (made / name).mkdir(parents=True)
        with _Files(made) as files:
            for at, triple in enumerate(_triples(on)):
                files.add(split[at], triple)
                facts.counted.add(triple)
                facts.measure.add(triple)
                progress("write triples", at + 1, len(split))
        facts.triples.update(files.written)
        (made / "README.md").write_text(card(facts), encoding="utf-8")
        made.rename(out)
    return ExportedTriples(str(out), "parquet", dict(facts.triples))


def _triples(on: Path) -> Iterator[Triple]:
    examples = read_examples(on)
    if examples.format != "triples":
        raise UnknownFormat(f"{on.name} holds RJDB rows.", hint="Give triples made by generate.")
    return examples.rows


def _first_look(on: Path, progress: Progress) -> tuple[Facts, list[Side]]:
    """What is needed before anything is written: the names of skills, and the splits."""
    names, walks = set[SkillName](), list[str]()
    by_walk: dict[str, frozenset[str]] = {}
    teachers: Counter[str] = Counter()
    for triple in _triples(on):
        names.update(names_of(triple))
        teachers[triple.provenance.teacher] += 1
        of = frozenset(triple.context.occupations)
        walk = content_hash(*(f"{step.key} {step.draw}" for step in triple.context.trace))
        walks.append(walk if triple.context.trace else triple.key)
        # Triples of one walk are split as if each had the occupations of all.
        by_walk[walks[-1]] = by_walk.get(walks[-1], frozenset()) | of
        progress("look at triples", len(walks), None)
    occupations = [by_walk[walk] for walk in walks]
    ordered = sorted(names, key=lambda n: (n.key, n.alias))
    facts = Facts(_manifest(on), teachers, Distributions(), Measure(Gazetteer(ordered)))
    return facts, sides(occupations)


def _manifest(on: Path) -> dict[str, Any]:
    """The manifest of a run that is complete, else nothing."""
    path = on / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


class _Files:
    """The files of the splits, each opened when its first triple comes."""

    def __init__(self, folder: Path) -> None:
        self.written: dict[str, int] = {}
        self._folder, self._stack = folder, ExitStack()
        self._schema = columns.schema()
        self._open: dict[Side, tuple[Any, IO[str]]] = {}
        self._waiting: dict[Side, list[Triple]] = {}

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *error: Any) -> None:
        with self._stack:
            for side in self._waiting:
                self._flush(side)

    def add(self, side: Side, triple: Triple) -> None:
        """Write a triple, sooner or later."""
        if side not in self._open:
            self._open[side] = self._opened(side)
        self._open[side][1].write(triple.model_dump_json() + "\n")
        self.written[side] = self.written.get(side, 0) + 1
        waiting = self._waiting.setdefault(side, [])
        waiting.append(triple)
        if len(waiting) >= BATCH:
            self._flush(side)

    def _opened(self, side: Side) -> tuple[Any, IO[str]]:
        _, pq = pyarrow()
        table = self._folder / "data" / f"{side}.parquet"
        lines = self._folder / "jsonl" / f"{side}.jsonl"
        return (
            self._stack.enter_context(pq.ParquetWriter(table, self._schema, compression="zstd")),
            self._stack.enter_context(lines.open("w", encoding="utf-8", newline="\n")),
        )

    def _flush(self, side: Side) -> None:
        waiting = self._waiting[side]
        if waiting:
            self._open[side][0].write_batch(columns.rows(waiting, self._schema))
            waiting.clear()
