"""Triples that are there: read them, find one, show it as a page, export them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import DataError, InvalidValue, NotFound

if TYPE_CHECKING:
    from generation.examples import Triple
    from generation.export import ExportedTriples, Progress

TRIPLES = "triples.jsonl"


def load_triples(path: Path) -> list[Triple]:
    """The triples of a folder or file.

    Raises:
        NotFound: there is no such folder or file, or it holds none.
        UnreadableFile: a line is damaged.
    """
    from generation.output import read_triples

    if not path.exists():
        raise NotFound(f"There are no triples in {path}.", hint=_make_some())
    found = list(read_triples(path))
    if not found:
        raise NotFound(f"There are no triples in {path}.", hint=_make_some())
    return found


def _make_some() -> str:
    return "Make some with `skillgraph generate --count 300 --out DIR`."


def triple(path: Path, index: int) -> Triple:
    """One triple of a folder or file, by its place from 0; RJDB rows count as triples.

    Raises:
        NotFound: there are not so many.
    """
    number = 0
    for number, found in enumerate(_rows(path), 1):
        if number > index:
            return found
    raise NotFound(f"There is no triple {index} in {path}: it holds {number}, counted from 0.")


def find_triple(named: str, index: int, on: Path) -> Triple:
    """A triple by its folder or file and place in it, or by its key or how that begins.

    Args:
        named: folder, file or key.
        index: the place, where it is no key.
        on: where keys are looked for: a file, the folder of a run, or one with folders of runs.

    Raises:
        NotFound: there is no such triple.
        InvalidValue: several keys begin so.
    """
    if Path(named).exists() or not re.fullmatch(r"[0-9a-f]{4,32}", named):
        return triple(Path(named), index)
    places = [on] if on.is_file() else [p for p in (on, *on.glob("*")) if (p / TRIPLES).is_file()]
    found: dict[str, Triple] = {}
    for place in places:
        found |= {t.key: t for t in _rows(place) if t.key.startswith(named)}
    if len(found) > 1:
        raise InvalidValue(f"{len(found)} triples have a key that begins with {named}.")
    for only in found.values():
        return only
    raise NotFound(f"No triple in {on} has a key that begins with {named}.", hint=_make_some())


def write_page(shown: Triple, out: Path) -> None:
    """A triple as one HTML page, which appears when all of it is there.

    Raises:
        DataError: the file cannot be written.
    """
    from api.page import page

    fresh = out.with_name(f"{out.name}.tmp")
    try:
        fresh.write_text(page(shown), encoding="utf-8")
        fresh.replace(out)
    except OSError as error:
        raise DataError(f"{out} cannot be written ({error.strerror}).") from error


def _rows(path: Path) -> Iterator[Triple]:
    from generation.reading import read_examples

    if not (path / TRIPLES if path.is_dir() else path).is_file():
        raise NotFound(f"There are no triples in {path}.", hint=_make_some())
    return read_examples(path).rows


def export_triples(form: str, on: Path | None, out: Path, progress: Progress) -> ExportedTriples:
    """Write triples to a path, as rjdb or parquet.

    Raises:
        InvalidValue: no such format, no triples named, or there is something at the path.
        DataError: the triples cannot be read, or the path cannot be written.
        MissingExtra: the format needs a package that is not installed.
    """
    from generation import export

    formats = dict(zip(export.FORMATS, (export.export_rjdb, export.export_dataset), strict=True))
    if form not in formats:
        raise InvalidValue(
            f"{form!r} is no format of triples.", hint=f"There are {', '.join(formats)}."
        )
    if on is None:
        raise InvalidValue(f"{form} is a format of triples.", hint="Name their folder with --on.")
    return formats[form](on, out, progress)
