"""Tables found in workbooks by their header, wherever it stands: banner rows above, notes below.

Every fault of a file as a whole becomes an `UnreadableFile` that names file, sheet and row.
Row numbers are those a spreadsheet shows: 1-based.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UnreadableFile
from graph.keys import fold
from ingest.tables import OLE, ZIP, first_bytes

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_HEADER_ROWS = 40
_ENOUGH = 0.7
_AS_PUBLISHED = "Give the file as it was published."
_FOOTNOTE_MARK = re.compile(r"\s*\[\d+\]")

Cell = object
Cells = list[Cell]
Columns = Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table begins: sheet, row number, the place and the folded title of each column."""

    sheet: str
    row: int
    places: dict[str, int]
    titles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A complete table of a workbook."""

    header: Header
    cells: list[Cells]

    def rows(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Row number and cells by column name, below the header; notes and blanks left out."""
        for number, cells in enumerate(self.cells[self.header.row :], start=self.header.row + 1):
            if sum(cell != "" for cell in cells) > 1:
                yield number, {name: cells[at] for name, at in self.header.places.items()}


def columns(**titles: str) -> Columns:
    """Columns by name, each with a pattern that its folded title matches as a whole."""
    return {name: re.compile(pattern) for name, pattern in titles.items()}


def find_header(path: Path, wanted: Columns) -> Header | None:
    """The header that fits `wanted` best, or None: no workbook, or nothing fits well.

    Seven tenths of the columns are enough, so that a file that lacks one is still recognised and
    the missing column can be named.
    """
    facts = path.stat() if first_bytes(path) else None
    best: Header | None = None
    for sheet, rows in _heads(path, facts.st_mtime_ns, facts.st_size) if facts else ():
        for number, cells in enumerate(rows, start=1):
            header = _fit(sheet, number, cells, wanted)
            enough = len(header.places) >= _ENOUGH * len(wanted)
            if enough and (best is None or len(header.places) > len(best.places)):
                best = header
    return best


def open_table(path: Path, wanted: Columns) -> Table:
    """The table that fits `wanted`, complete: every column there, at least one row below."""
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
    table = Table(header, _sheet(path, header.sheet))
    if next(table.rows(), None) is None:
        raise UnreadableFile(f"{where}: no rows below the header.", hint=_AS_PUBLISHED)
    return table


def find_text(path: Path, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match of `pattern` in any text cell of a workbook."""
    book = _workbook(path)
    for name in book.sheet_names if book else ():
        for cells in _sheet(path, name):
            for cell in cells:
                if isinstance(cell, str) and (match := pattern.search(cell)):
                    return match
    return None


def text_of(cell: Cell) -> str:
    """A cell as text: blanks single, footnote marks such as `[2]` taken off."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(_FOOTNOTE_MARK.sub("", str(cell)).split())


def _readable(patterns: Iterable[re.Pattern[str]]) -> str:
    """Titles as a person would write them: `employment, YEAR`."""
    titles = (pattern.pattern.replace(r"\d{4}", "YEAR") for pattern in patterns)
    return "; ".join(
        title.replace(",.*", "").replace(".*", "…").replace(".", " ") for title in titles
    )


def _fit(sheet: str, row: int, cells: Cells, wanted: Columns) -> Header:
    titles = [fold(text_of(cell)) for cell in cells]
    places: dict[str, int] = {}
    for name, pattern in wanted.items():
        fitting = (at for at, title in enumerate(titles) if title and pattern.fullmatch(title))
        at = next((at for at in fitting if at not in places.values()), None)
        if at is not None:
            places[name] = at
    return Header(sheet, row, places, {name: titles[at] for name, at in places.items()})


@lru_cache(maxsize=8)
def _heads(path: Path, _modified: int, _size: int) -> list[tuple[str, list[Cells]]]:
    """The first rows of every sheet: kept, because each source in turn asks for them."""
    book = _workbook(path)
    names = book.sheet_names if book else ()
    return [(name, _sheet(path, name, _HEADER_ROWS, book)) for name in names]


def _sheet(
    path: Path, name: str, rows: int | None = None, book: CalamineWorkbook | None = None
) -> list[Cells]:
    from python_calamine import CalamineError

    book = book or _workbook(path)
    if book is None:
        return []
    try:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=rows)
    except CalamineError as fault:
        raise _damaged(path, str(fault)) from fault
    return [list(row) for row in cells]


def _workbook(path: Path) -> CalamineWorkbook | None:
    """The workbook, or None for a file that is none (another zip archive, a text file)."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    start = first_bytes(path)
    if not start.startswith((ZIP, OLE)) or (start.startswith(ZIP) and not _has_sheets(path)):
        return None
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as fault:
        raise UnreadableFile(
            f"{path.name} is protected by a password.", hint="Save it without one."
        ) from fault
    except CalamineError as fault:
        if start.startswith(OLE):
            return None
        raise _damaged(path, str(fault)) from fault


def _has_sheets(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.startswith("xl/") for name in archive.namelist())
    except zipfile.BadZipFile as fault:
        raise _damaged(path, "its archive is incomplete") from fault


def _damaged(path: Path, why: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} is a damaged workbook: {why}.", hint="Download or save it again."
    )
