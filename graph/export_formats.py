"""The formats of an export: tables as CSV or Parquet, a GraphML file, a folder for bulk import."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.errors import MissingExtra
from graph.export import Table, Tables, Write

BATCH = 10_000
SEPARATOR = "\x1f"
"""Between the values of a list in the bulk files: no text holds it."""

BULK_TYPES = {
    **{"bool": "boolean", "int": "long", "float": "double", "str": "string"},
    **{"strings": "string[]", "floats": "double[]"},
}
GRAPHML_TYPES = {"bool": "boolean", "int": "long", "float": "double"}
# XML 1.0 has no way to say these at all.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

IMPORT = """\
#!/bin/sh
# Makes a Neo4j database of this folder: stop the database, then run `sh import.sh [DATABASE]` where
# neo4j-admin is found. `skillgraph` makes constraints and indexes when it first opens the graph.
set -eu
cd "$(dirname "$0")"
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "${1:-neo4j}" @import.args
"""


def write_csv(tables: Tables, out: Path) -> None:
    """A CSV file per label and per kind of edge, with a head; lists and maps as JSON."""
    for table, path in _places(tables, out, ".csv"):
        names = sorted(table.columns)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*table.heads, *names])
            for keys, props in table.read():
                writer.writerow([*keys, *(_told(props.get(name)) for name in names)])


def write_parquet(tables: Tables, out: Path) -> None:
    """A Parquet file per label and per kind of edge, columns typed.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa, pq = pyarrow()
    kinds = {
        **{"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), "str": pa.string()},
        **{"strings": pa.list_(pa.string()), "floats": pa.list_(pa.float64())},
    }
    for table, path in _places(tables, out, ".parquet"):
        names = sorted(table.columns)
        fields = [(head, pa.string()) for head in table.heads]
        schema = pa.schema([*fields, *((name, kinds[table.columns[name]]) for name in names)])
        rows = table.read()
        with pq.ParquetWriter(path, schema) as writer:
            while batch := list(islice(rows, BATCH)):
                columns: list[list[Any]] = [
                    [keys[n] for keys, _ in batch] for n in range(len(table.heads))
                ]
                columns += [[props.get(name) for _, props in batch] for name in names]
                arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
                writer.write_batch(pa.record_batch(arrays, schema=schema))


def pyarrow() -> tuple[Any, Any]:
    """The modules `pyarrow` and `pyarrow.parquet`.

    Raises:
        MissingExtra: they are not installed.
    """
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra(
            "Parquet files need pyarrow.", hint="Install it with: pip install skillgraph[parquet]"
        ) from None


def write_graphml(tables: Tables, out: Path) -> None:
    """One GraphML file; nodes are called `Skill/java`, lists are JSON, `label` says the kind."""
    kinds = {("node", "label"): "string", ("node", "key"): "string", ("edge", "label"): "string"}
    for table in (*tables.nodes, *tables.edges):
        for name, kind in sorted(table.columns.items()):
            column = ("node" if table.label else "edge", name)
            new = GRAPHML_TYPES.get(kind, "string")
            kinds[column] = new if kinds.get(column, new) == new else "string"
    with out.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for (place, name), kind in kinds.items():
            file.write(
                f'<key id={quoteattr(f"{place}.{name}")} for="{place}"'
                f' attr.name={quoteattr(name)} attr.type="{kind}"/>\n'
            )
        file.write('<graph id="skillgraph" edgedefault="directed">\n')
        for table in tables.nodes:
            for (key,), props in table.read():
                head = f"<node id={_id(table.label, key)}>"
                file.write(_element(head, "node", {"label": table.label, "key": key, **props}))
        for table in tables.edges:
            for (start, end), props in table.read():
                ends = f"source={_id(table.start, start)} target={_id(table.end, end)}"
                file.write(_element(f"<edge {ends}>", "edge", {"label": table.type, **props}))
        file.write("</graph>\n</graphml>\n")


def write_bulk(tables: Tables, out: Path) -> None:
    """The folder that `neo4j-admin database import full` reads: typed heads, data, arguments."""
    arguments = ["--multiline-fields=true", "--array-delimiter=U+001F", "--overwrite-destination"]
    for table, path in _places(tables, out, ".csv"):
        names = sorted(table.columns)
        columns = [f"{name}:{BULK_TYPES[table.columns[name]]}" for name in names]
        if table.label:
            ends, option = [f"key:ID({table.label})"], f"--nodes={table.label}"
        else:
            ends = [f":START_ID({table.start})", f":END_ID({table.end})"]
            option = f"--relationships={table.type}"
        head = path.with_name(f"{path.stem}-head.csv")
        head.write_text(",".join(ends + columns) + "\n", encoding="utf-8")
        with path.open("w", encoding="utf-8", newline="") as file:
            for keys, props in table.read():
                cells = [*keys, *(props.get(name) for name in names)]
                file.write(",".join(map(_cell, cells)) + "\n")
        arguments.append(f"{option}={head.relative_to(out)},{path.relative_to(out)}")
    (out / "import.args").write_text("\n".join(arguments) + "\n", encoding="utf-8")
    (out / "import.sh").write_text(IMPORT, encoding="utf-8")


FORMATS: dict[str, Write] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "graphml": write_graphml,
    "bulk": write_bulk,
}


def _places(tables: Tables, out: Path, suffix: str) -> Iterator[tuple[Table, Path]]:
    for folder, found in (("nodes", tables.nodes), ("edges", tables.edges)):
        (out / folder).mkdir(parents=True)
        for table in found:
            yield table, out / folder / f"{table.name}{suffix}"


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | bool):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _cell(value: Any) -> str:
    """A cell of the bulk files: nothing is null, a quoted nothing is an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = SEPARATOR.join(map(str, value)) if isinstance(value, list) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _id(label: str, key: str) -> str:
    return quoteattr(_xml(f"{label}/{key}"))


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _element(head: str, place: str, props: dict[str, Any]) -> str:
    data = io.StringIO()
    data.write(head)
    for name, value in props.items():
        key = quoteattr(f"{place}.{name}")
        data.write(f"<data key={key}>{escape(_xml(_told(value)))}</data>")
    data.write(f"</{head[1:5]}>\n")
    return data.getvalue()
