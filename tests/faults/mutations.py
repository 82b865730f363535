"""Files gone wrong: the sample's files, each changed in one way that a random number decides.

The same seed gives the same files. Three kinds of change: to the bytes of any file, to the text of
a CSV file (packed again where it was packed), and to the parts of a workbook.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.sample import sample_folder
from tests.faults.byte_mutations import (
    ODD_TEXTS,
    Change,
    empty,
    flip,
    garbage,
    overwrite,
    packed_again,
    splice,
    truncate,
)
from tests.faults.workbook_mutations import WORKBOOK_CHANGES

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file: the name it is given, what was done to which file, and its bytes."""

    name: str
    change: str
    base: str
    content: bytes


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """`count` changed files, every change in turn, each to a file of the sample drawn at random."""
    bases = {path.name: path.read_bytes() for path in sorted(sample_folder().rglob("*.*"))}
    names = list(CHANGES)
    for index in range(count):
        draw = random.Random(f"{seed}/{index}")
        change = names[index % len(names)]
        fitting = [name for name in bases if _fits(change, name)]
        base = draw.choice(fitting)
        # The name must not matter: half of them lie about the format.
        ending = draw.choice([base, base, "x.csv", "x.xlsx", "x.bin", "x.csv.gz", "x.ods", "x.xls"])
        content = CHANGES[change](draw, bases[base])
        yield Mutant(f"m{index}_{ending.replace(' ', '_')}", change, base, content)


def _fits(change: str, name: str) -> bool:
    kind = change.split(":", maxsplit=1)[0]
    return kind == "bytes" or (kind == "workbook") == name.endswith(".xlsx")


# ---- text of a CSV file -------------------------------------------------------------------------


def _on_bytes(change: Change) -> Change:
    """A change to the unpacked bytes of a file that may be packed."""

    def changed(draw: random.Random, content: bytes) -> bytes:
        if content.startswith(b"\x1f\x8b"):
            return gzip.compress(change(draw, gzip.decompress(content)), mtime=0)
        return change(draw, content)

    return changed


def _on_rows(change: Callable[[random.Random, Rows], None]) -> Change:
    def changed(draw: random.Random, content: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
        change(draw, rows)
        text = io.StringIO()
        csv.writer(text, lineterminator=draw.choice(["\n", "\r\n", "\r"])).writerows(rows)
        return text.getvalue().encode("utf-8")

    return _on_bytes(changed)


def _recoded(draw: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8")
    code = draw.choice(["utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "cp037", "utf-7"])
    return (text + "\né").encode(code, "replace")


def _nul(draw: random.Random, content: bytes) -> bytes:
    at = draw.randrange(len(content))
    return (
        content[:at] + draw.choice([b"\x00", b"\x1a", b"\xed\xa0\x80", b"\xc0\x80"]) + content[at:]
    )


def _quote(draw: random.Random, content: bytes) -> bytes:
    at = draw.randrange(len(content))
    return content[:at] + draw.choice([b'"', b'\n"', b',"', b'"" "']) + content[at:]


def _delimiter(draw: random.Random, content: bytes) -> bytes:
    return content.replace(b",", draw.choice([b";", b"\t", b"|", b",,"]))


def _drop_column(draw: random.Random, rows: Rows) -> None:
    at = draw.randrange(len(rows[0]))
    for row in rows:
        del row[at : at + 1]


def _swap_columns(draw: random.Random, rows: Rows) -> None:
    first, second = draw.sample(range(len(rows[0])), 2)
    for row in rows[draw.choice([0, 1]) :]:
        if len(row) > max(first, second):
            row[first], row[second] = row[second], row[first]


def _header(draw: random.Random, rows: Rows) -> None:
    first, second = draw.sample(range(len(rows[0])), 2)
    rows[0][first] = draw.choice([rows[0][second], "", rows[0][first].upper(), "x" * 70_000])


def _header_alone(draw: random.Random, rows: Rows) -> None:
    del rows[draw.choice([0, 1]) : draw.choice([1, len(rows)])]


def _ragged(draw: random.Random, rows: Rows) -> None:
    for _ in range(draw.choice([1, 5, 200])):
        row = draw.choice(rows)
        if draw.random() < 0.5:
            row.extend(["extra"] * draw.choice([1, 1, 2_000]))
        else:
            del row[draw.randrange(len(row) + 1) :]


def _odd_cells(draw: random.Random, rows: Rows) -> None:
    for _ in range(draw.choice([1, 10, 100])):
        row = draw.choice(rows[1:])
        if row:
            row[draw.randrange(len(row))] = draw.choice(ODD_TEXTS)


def _huge_field(draw: random.Random, rows: Rows) -> None:
    row = draw.choice(rows[1:])
    text = draw.choice(["x", "a,", "word ", "é", "\n", '"', "(a/b) and "])
    row[draw.randrange(len(row))] = text * (
        draw.choice([300_000, 3_000_000, 6_000_000]) // len(text)
    )


def _huge_line(draw: random.Random, content: bytes) -> bytes:
    return content + draw.choice([b"x", b",", b'"a\n",', b"\x0c"]) * draw.choice(
        [100_000, 6_000_000]
    )


def _bomb(draw: random.Random, content: bytes) -> bytes:
    if content.startswith(b"\x1f\x8b"):
        content = gzip.decompress(content)
    line = content.splitlines(keepends=True)[-1]
    fill = draw.choice([b"\x00", b"\n", b"x", b",", b'"', line])
    return gzip.compress(content + fill * (24_000_000 // len(fill)), 6, mtime=0)


CHANGES: dict[str, Change] = {
    "bytes: truncated": truncate,
    "bytes: bits flipped": flip,
    "bytes: overwritten": overwrite,
    "bytes: cut or doubled": splice,
    "bytes: garbage": garbage,
    "bytes: nearly empty": empty,
    "bytes: packed again": packed_again,
    "text: other encoding": _on_bytes(_recoded),
    "text: NUL and invalid bytes": _on_bytes(_nul),
    "text: quotation mark": _on_bytes(_quote),
    "text: other delimiter": _on_bytes(_delimiter),
    "text: column lost": _on_rows(_drop_column),
    "text: columns swapped": _on_rows(_swap_columns),
    "text: header changed": _on_rows(_header),
    "text: header or rows alone": _on_rows(_header_alone),
    "text: ragged rows": _on_rows(_ragged),
    "text: odd values, formulas": _on_rows(_odd_cells),
    "text: huge field": _on_rows(_huge_field),
    "text: huge line": _on_bytes(_huge_line),
    "text: gzip bomb": _bomb,
    **WORKBOOK_CHANGES,
}


def write(mutant: Mutant, folder: Path) -> Path:
    """The mutant as a file of the folder."""
    path = folder / mutant.name
    path.write_bytes(mutant.content)
    return path
