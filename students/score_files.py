"""Files to score on, recognised by content: RJDB rows and generated triples, one JSON per line."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generation.examples import Triple
from graph.errors import UnknownFormat, UnreadableFile

TRIPLES = "triples.jsonl"
_RJDB = ("Resume-matched", "Skills")
_TRIPLE = ("context", "matched")


@dataclass(frozen=True, slots=True)
class ResumeRow:
    """A resume as published, and the skills it was written from."""

    text: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What a file held: rows of one of the formats."""

    triples: tuple[Triple, ...] = ()
    resumes: tuple[ResumeRow, ...] = ()


def read_scored(path: Path) -> Scored:
    """All rows of a JSONL file, plain or gzip; the first row decides the format.

    A folder stands for the `triples.jsonl` in it.

    Raises:
        UnknownFormat: The first row is of no format that can be scored.
        UnreadableFile: The file cannot be read, is empty, or a row is damaged.
    """
    path = path / TRIPLES if path.is_dir() else path
    rows = list(_rows(path))
    if not rows:
        raise UnreadableFile(f"There is nothing to score in {path.name}: it is empty.")
    first = rows[0][1]
    if all(name in first for name in _RJDB):
        return Scored(resumes=tuple(_resume(path, number, row) for number, row in rows))
    if all(name in first for name in _TRIPLE):
        return Scored(triples=tuple(_triple(path, number, row) for number, row in rows))
    raise UnknownFormat(
        f"The rows of {path.name} are neither RJDB rows nor generated triples.",
        hint="Give a JSONL file with `Resume-matched` and `Skills`, or one made by generate.",
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise _damaged(path, number, "is not JSON") from None
        if not isinstance(row, dict):
            raise _damaged(path, number, "is not a JSON object")
        yield number, row


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
        plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        return plain.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"The file {path.name} is not UTF-8 text.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"The file {path} cannot be read ({error}).") from error


def _resume(path: Path, number: int, row: dict[str, Any]) -> ResumeRow:
    text, skills = row.get("Resume-matched"), row.get("Skills")
    if not isinstance(text, str) or not isinstance(skills, list):
        raise _damaged(path, number, "lacks a resume or its list of skills")
    return ResumeRow(text, tuple(str(skill) for skill in skills))


def _triple(path: Path, number: int, row: dict[str, Any]) -> Triple:
    try:
        return Triple.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _damaged(path, number, f"is not a triple ({where}: {first['msg']})") from error


def _damaged(path: Path, number: int, what: str) -> UnreadableFile:
    return UnreadableFile(f"Line {number} of {path.name} {what}.", hint="Mend or remove the line.")
