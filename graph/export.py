"""The whole graph out of the store, page by page, as tables whose columns and types are known.

A first pass writes each label's nodes and each kind of edge to a spool of JSON lines and notes which
properties there are; the formats (`graph.export_formats`) then read the spools, so that nothing is
ever held in memory but a page. Vectors are left out: whoever has the encoder makes them again, and
so are lists for walks and the record of migrations, which belong to one server.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from graph.errors import DataError, InvalidValue, RunError
from graph.reads import count_nodes, graph_version
from graph.records import Row
from graph.store import Store

PAGES = {
    "Alias": "export_alias",
    "Concept": "export_concept",
    "Decision": "export_decision",
    "Document": "export_document",
    "GraphState": "export_graph_state",
    "Occupation": "export_occupation",
    "OccupationGroup": "export_occupation_group",
    "Posting": "export_posting",
    "Run": "export_run",
    "Skill": "export_skill",
    "SkillGroup": "export_skill_group",
    "Source": "export_source",
    "Task": "export_task",
}
OF_ONE_SERVER = ("Lease", "Migration", "WalkList")
LEFT_OUT = frozenset({"embedding"})
PAGE = 500

Progress = Callable[[str, int, int | None], None]


@dataclass
class Table:
    """Nodes of a label, or edges of a type between two labels, spooled as JSON lines.

    `columns` are the properties and their types: `bool`, `int`, `float`, `str`, `strings`, `floats`.
    A row of a node starts with its key, one of an edge with the keys of its start and end.
    """

    name: str
    spool: Path
    label: str = ""
    type: str = ""
    start: str = ""
    end: str = ""
    rows: int = 0
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of the columns before the properties."""
        return ("key",) if self.label else ("start", "end")

    def read(self) -> Iterator[tuple[list[str], dict[str, Any]]]:
        """Keys and properties of each row; values fit the types of their columns."""
        with self.spool.open(encoding="utf-8") as lines:
            for line in lines:
                *keys, props = json.loads(line)
                yield keys, {name: _fit(v, self.columns[name]) for name, v in props.items()}


@dataclass(frozen=True)
class Tables:
    """All of the graph: `version` is that of its walkable part."""

    nodes: list[Table]
    edges: list[Table]
    version: str


Write = Callable[[Tables, Path], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: rows by label, and by start label, type and end label."""

    out: str
    format: str
    nodes: dict[str, int]
    edges: dict[str, int]


def export(
    store: Store, form: str, out: Path, write: Write, progress: Progress | None = None
) -> Exported:
    """Write the whole graph to `out`, which appears when all of it is there.

    Raises:
        InvalidValue: there is something at `out`.
        DataError: the graph holds nodes of a label that is not known, or `out` cannot be written.
        RunError: the graph changed meanwhile.
    """
    with workplace(out) as folder:
        tables = _spool(store, folder, progress or (lambda *_: None))
        made = folder / "made"
        write(tables, made)
        made.rename(out)
    nodes = {table.name: table.rows for table in tables.nodes}
    return Exported(str(out), form, nodes, {table.name: table.rows for table in tables.edges})


@contextmanager
def workplace(out: Path) -> Iterator[Path]:
    """A folder beside `out`, so that the result can be renamed; removed whatever happens.

    Raises:
        InvalidValue: there is something at `out`.
        DataError: `out` cannot be written.
    """
    if out.exists():
        raise InvalidValue(f"{out} is there already.", hint="Name a path that is not.")
    folder = out.parent / f".{out.name}-{uuid.uuid4().hex[:8]}"
    try:
        folder.mkdir(parents=True)
        yield folder
    except OSError as error:
        raise DataError(
            f"{out} cannot be written ({error.strerror}).", hint="Choose another --out."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _spool(store: Store, folder: Path, progress: Progress) -> Tables:
    version = graph_version(store)
    counts = {k: n for k, n in count_nodes(store).items() if k not in OF_ONE_SERVER}
    unknown = sorted(set(counts) - set(PAGES))
    if unknown:
        raise DataError(f"The graph holds nodes of {', '.join(unknown)}, which no export knows.")
    with _Spools(folder) as spools:
        for label in sorted(counts):
            for done, row in enumerate(_pages(store, PAGES[label]), 1):
                spools.node(label, row)
                if done % PAGE == 0 or done == counts[label]:
                    progress(label, done, counts[label])
    if graph_version(store) != version:
        raise RunError("The graph changed while it was read.", hint="Export it again.")
    nodes = [table for table in spools.tables.values() if table.label]
    edges = [table for table in spools.tables.values() if not table.label]
    return Tables(nodes, sorted(edges, key=lambda t: t.name), version)


def _pages(store: Store, query: str) -> Iterator[Row]:
    after = ""
    while True:
        rows = store.read(query, after=after, limit=PAGE)
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1]["key"]


class _Spools:
    """One file per table, opened when its first row comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tables: dict[str, Table] = {}
        self.files: dict[str, IO[str]] = {}

    def __enter__(self) -> _Spools:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self.files.values():
            file.close()

    def node(self, label: str, row: Row) -> None:
        """A node and the edges that leave it, in an order that does not depend on the engine."""
        self._add(Table(label, self.folder, label=label), [row["key"]], row["props"])
        edges = sorted(
            row["edges"], key=lambda e: (e[0], e[1], e[2], json.dumps(e[3], sort_keys=True))
        )
        for kind, end_label, end, props in edges:
            table = Table(
                f"{label}.{kind}.{end_label}", self.folder, type=kind, start=label, end=end_label
            )
            self._add(table, [row["key"], end], props)

    def _add(self, new: Table, keys: list[str], props: dict[str, Any]) -> None:
        table = self.tables.setdefault(new.name, new)
        if table is new:
            table.spool = self.folder / f"{new.name}.jsonl"
            self.files[new.name] = table.spool.open("w", encoding="utf-8")
        kept = {k: v for k, v in props.items() if k not in LEFT_OUT | {"key"} and v is not None}
        for name, value in sorted(kept.items()):
            table.columns[name] = _wider(table.columns.get(name), _type(value))
        table.rows += 1
        self.files[new.name].write(json.dumps([*keys, kept], ensure_ascii=False) + "\n")


def _type(value: Any) -> str:
    if isinstance(value, list):
        numbers = value and all(isinstance(v, int | float) for v in value)
        return "floats" if numbers else "strings"
    return type(value).__name__ if isinstance(value, bool | int | float) else "str"


def _wider(known: str | None, new: str) -> str:
    """The type that holds both; anything can be told as text."""
    if known is None or known == new:
        return new
    return "float" if {known, new} == {"int", "float"} else "str"


def _fit(value: Any, kind: str) -> Any:
    if kind == "float":
        return float(value)
    if kind in ("strings", "floats"):
        return [str(v) if kind == "strings" else float(v) for v in value]
    if kind == "str" and not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value
