"""Tables found in workbooks by their header, wherever it stands: banner rows above, notes below.

Every fault of a file as a whole becomes an `UnreadableFile` that names file, sheet and row.
Row numbers are those a spreadsheet shows: 1-based. The format cannot be streamed: a sheet is held
as a whole, in the compact form of calamine, and its rows are handed out one at a time.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UnreadableFile
from graph.keys import fold
from ingest.archives import MAX_CELLS, MAX_FILE, check_archive, damaged, too_big
from ingest.tables import OLE, ZIP, first_bytes, plain

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_HEADER_ROWS = 40
_MAX_SHEETS = 200
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_ENOUGH = 0.7
_AS_PUBLISHED = "Give the file as it was published."
_FOOTNOTE_MARK = re.compile(r"\s*\[\d+\]")

Cell = object
Cells = list[Cell]
Columns = Mapping[str, re.Pattern[str]]
Head = tuple[str, list[list[str]]]
"""A sheet's name and the folded texts of its first rows."""


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table begins: sheet, row number, the place and the folded title of each column.

    `below` are the folded texts of the few rows that follow it.
    """

    sheet: str
    row: int
    places: dict[str, int]
    titles: dict[str, str]
    below: list[list[str]]

    def first_of(self, name: str) -> str:
        """The first text below a column's title, folded; empty when there is none."""
        at = self.places[name]
        return next((texts[at] for texts in self.below if len(texts) > at and texts[at]), "")


@dataclass(frozen=True, slots=True)
class Table:
    """A complete table of a workbook."""

    path: Path
    header: Header
    sheet: CalamineSheet

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Row number and cells by column name, below the header; notes and blanks left out."""
        places = self.header.places.items()
        below = islice(_rows(self.path, self.sheet), self.header.row, None)
        for number, cells in enumerate(below, start=self.header.row + 1):
            if len(cells) - cells.count("") > 1:
                yield number, {name: cells[at] for name, at in places}


def columns(**titles: str) -> Columns:
    """Columns by name, each with a pattern that its folded title matches as a whole."""
    return {name: re.compile(pattern) for name, pattern in titles.items()}


def find_header(path: Path, wanted: Columns, telling: Iterable[str] = ()) -> Header | None:
    """The header that fits `wanted` best, or None: no workbook, or nothing fits well.

    Seven tenths of the columns are enough, so that a file that lacks one is still recognised and
    the missing column can be named; but the `telling` ones, which sister files lack, must be there.

    Raises:
        UnreadableFile: The workbook is damaged, protected or too big to be opened safely.
    """
    best: Header | None = None
    for sheet, rows in _heads_of(path):
        for number, titles in enumerate(rows, start=1):
            if len(titles) - titles.count("") < _ENOUGH * len(wanted):
                continue
            header = _fit(sheet, number, titles, wanted, rows[number:])
            enough = len(header.places) >= _ENOUGH * len(wanted)
            better = best is None or len(header.places) > len(best.places)
            if enough and better and header.places.keys() >= set(telling):
                best = header
    return best


def open_table(path: Path, wanted: Columns) -> Table:
    """The table that fits `wanted`, complete: every column there once, at least one row below."""
    header = find_header(path, wanted)
    if header is None:
        raise UnreadableFile(
            f"{path.name} has no table with the columns {_readable(wanted.values())}.",
            hint=_AS_PUBLISHED,
        )
    where = f"{path.name}, sheet {header.sheet}, row {header.row}"
    missing = [pattern for name, pattern in wanted.items() if name not in header.places]
    if missing:
        raise UnreadableFile(f"{where}: missing column {_readable(missing)}.", hint=_AS_PUBLISHED)
    _no_column_twice(path, header, where)
    book = _workbook(path)
    if book is None:  # it was one a moment ago
        raise damaged(path, "it changed while it was read")
    table = Table(path, header, _sheet(path, book, header.sheet))
    if next(table.rows(), None) is None:
        raise UnreadableFile(f"{where}: no rows below the header.", hint=_AS_PUBLISHED)
    return table


def find_text(path: Path, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match of `pattern` in any text cell of a workbook."""
    book = _workbook(path)
    for name in book.sheet_names if book else ():
        for cells in _rows(path, _sheet(path, book, name)) if book else ():
            for cell in cells:
                if isinstance(cell, str) and (match := pattern.search(cell)):
                    return match
    return None


def text_of(cell: Cell) -> str:
    """A cell as text: blanks single, footnote marks such as `[2]` and control characters off."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    if "[" in text:
        text = _FOOTNOTE_MARK.sub("", text)
    return plain(text)


def _readable(patterns: Iterable[re.Pattern[str]]) -> str:
    """Titles as a person would write them: `employment, YEAR`."""
    titles = (pattern.pattern.replace(r"\d{4}", "YEAR").replace("\\", "") for pattern in patterns)
    return "; ".join(
        title.replace(",.*", "").replace(".*", "…").replace(".", " ") for title in titles
    )


def _fit(
    sheet: str, row: int, titles: list[str], wanted: Columns, below: list[list[str]]
) -> Header:
    places: dict[str, int] = {}
    for name, pattern in wanted.items():
        fitting = (at for at, title in enumerate(titles) if title and pattern.fullmatch(title))
        at = next((at for at in fitting if at not in places.values()), None)
        if at is not None:
            places[name] = at
    return Header(sheet, row, places, {name: titles[at] for name, at in places.items()}, below)


def _no_column_twice(path: Path, header: Header, where: str) -> None:
    for sheet, rows in _heads_of(path):
        if sheet == header.sheet:
            titles = rows[header.row - 1]
            twice = next((t for t in header.titles.values() if titles.count(t) > 1), None)
            if twice is not None:
                raise UnreadableFile(
                    f"{where}: the column {twice} is there twice.", hint=_AS_PUBLISHED
                )


def _heads_of(path: Path) -> list[Head]:
    if not first_bytes(path).startswith((ZIP, OLE)):
        return []
    facts = path.stat()
    return _heads(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=64)
def _heads(path: Path, _modified: int, _size: int) -> list[Head]:
    """The first rows of every sheet: kept, because each source in turn asks for them."""
    book = _workbook(path)
    heads: list[Head] = []
    cells = 0
    for name in book.sheet_names if book else ():
        sheet = _sheet(path, book, name) if book else None
        if sheet is None:
            continue
        cells += sheet.total_height * sheet.total_width
        if cells > MAX_CELLS:
            raise too_big(path, f"its sheets have more than {MAX_CELLS:,} cells")
        rows = islice(_rows(path, sheet), _HEADER_ROWS)
        heads.append((name, [[fold(text_of(cell)) for cell in row] for row in rows]))
    return heads


def _rows(path: Path, sheet: CalamineSheet) -> Iterator[Cells]:
    """Every row from the first of the sheet, every column from the first."""
    margin: Cells = [""] * (sheet.start[1] if sheet.start else 0)
    with _calamine_faults(path):
        for row in sheet.iter_rows():
            yield margin + row if margin else list(row)


def _sheet(path: Path, book: CalamineWorkbook, name: str) -> CalamineSheet:
    with _calamine_faults(path):
        return book.get_sheet_by_name(name)


def _workbook(path: Path) -> CalamineWorkbook | None:
    """The workbook, or None for a file that is none (another zip archive, a text file, `.xls`)."""
    from python_calamine import CalamineWorkbook

    start = first_bytes(path)
    if start.startswith(OLE):
        _refuse_protected(path)
        # Not `.xls`: there is no telling beforehand how much memory a damaged one would take.
        return None
    if not start.startswith(ZIP) or not check_archive(path):
        return None
    with _calamine_faults(path):
        # Not by its path: then the ending of its name would choose the format.
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    if len(book.sheet_names) > _MAX_SHEETS:
        raise too_big(path, f"it has {len(book.sheet_names):,} sheets")
    return book


def _refuse_protected(path: Path) -> None:
    """A workbook with a password is an encrypted package in an envelope of the old format."""
    if path.stat().st_size <= MAX_FILE and _PROTECTED in path.read_bytes():
        raise UnreadableFile(
            f"{path.name} is protected by a password.", hint="Save it without one."
        )


@contextmanager
def _calamine_faults(path: Path) -> Iterator[None]:
    """Whatever calamine raises on damaged content, as one sentence; also where its code panics."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, ValueError, OverflowError, OSError) as fault:
        raise damaged(path, _sentence(fault)) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise damaged(path, "its content contradicts itself") from fault


def _sentence(fault: Exception) -> str:
    """The first line of a fault's text, without a full stop, at most 200 characters."""
    text = plain(str(fault) or type(fault).__name__)
    return text[:200].rstrip(". ")
