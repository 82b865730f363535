"""Files of examples, recognised by content: generated triples, and rows of RJDB; one JSON a line.

Either is read as triples, one at a time, so that what looks at them need not know which it was.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from generation.examples import Triple
from generation.rjdb import RjdbRow, triple_of
from graph.errors import DataError, UnknownFormat, UnreadableFile

TRIPLES = "triples.jsonl"
Format = Literal["triples", "rjdb"]
_RJDB = ("Resume-matched", "Skills")
_TRIPLE = ("context", "matched")


class Examples(NamedTuple):
    """What a file holds; `rows` can be gone through once."""

    format: Format
    rows: Iterator[Triple]


def read_examples(path: Path, *, whole: bool = True) -> Examples:
    """The rows of a JSONL file, plain or gzip; the first row decides the format.

    A folder stands for the `triples.jsonl` in it.

    Args:
        path: of the file or folder.
        whole: rows of RJDB must have all seven fields, not just a resume and its skills.

    Raises:
        UnknownFormat: the first row is of neither format.
        UnreadableFile: the file cannot be read or is empty; while reading, a row is damaged.
    """
    path = path / TRIPLES if path.is_dir() else path
    lines = _lines(path)
    first = next(lines, None)
    if first is None:
        raise UnreadableFile(f"There is nothing to read in {path.name}: it is empty.")
    form = _format(path, *first)
    rows = (_row(path, form, number, line, whole) for number, line in chain((first,), lines))
    return Examples(form, rows)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of the lines that are not blank."""
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opener = gzip.open if packed else open
        # No other line end than this one: texts may hold the separators of Unicode.
        with opener(path, "rt", encoding="utf-8-sig", newline="\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, line
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"The file {path.name} is not UTF-8 text.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"The file {path} cannot be read ({error}).") from error


def _format(path: Path, number: int, line: str) -> Format:
    try:
        row = json.loads(line)
    except ValueError:
        raise _damaged(path, number, "is not JSON") from None
    if not isinstance(row, dict):
        raise _damaged(path, number, "is not a JSON object")
    if all(name in row for name in _RJDB):
        return "rjdb"
    if all(name in row for name in _TRIPLE):
        return "triples"
    raise UnknownFormat(
        f"The rows of {path.name} are neither RJDB rows nor generated triples.",
        hint="Give a JSONL file with `Resume-matched` and `Skills`, or one made by generate.",
    )


def _row(path: Path, form: Format, number: int, line: str, whole: bool) -> Triple:
    try:
        if form == "triples":
            return Triple.model_validate_json(line)
        row = RjdbRow.model_validate_json(line)
        if whole and row.missing:
            raise _damaged(path, number, f"lacks {', '.join(row.missing)}")
        return triple_of(row, number - 1)
    except ValidationError as error:
        raise _damaged(path, number, _wrong(form, error)) from error
    except UnreadableFile:
        raise
    except DataError as error:
        raise _damaged(path, number, f"is not an RJDB row ({error.message.rstrip('.')})") from error


def _wrong(form: Format, error: ValidationError) -> str:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "is not JSON"
    where = ".".join(str(part) for part in first["loc"])
    what = "a triple" if form == "triples" else "an RJDB row"
    return f"is not {what} ({where}: {first['msg']})"


def _damaged(path: Path, number: int, what: str) -> UnreadableFile:
    return UnreadableFile(f"Line {number} of {path.name} {what}.", hint="Mend or remove the line.")
