"""CSV files, plain or gzip, as a stream of rows.

Every fault of a file as a whole becomes an `UnreadableFile` that names the file and the place.
Row numbers are those a spreadsheet shows: 1-based, the header counted.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import stat
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

from graph.errors import UnreadableFile
from graph.keys import fold
from graph.records import Reject

MAX_FIELD = 4 * 1024 * 1024
MAX_RECORD = 16 * 1024 * 1024
MAX_LABEL = 1_000
"""The most characters of a name: databases index names, and cannot index long texts."""
_MAX_RATIO = 100
_SMALL = 4 * 1024 * 1024
"""A gzip file that inflates to less is no bomb, whatever its ratio."""
_HEADER_BYTES = 64 * 1024
_HEAD_ROWS = 3
_GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"[\r\n]")
_BARE_CR = re.compile(r"(?<=\r)(?!\n)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One record: its row number and its fields."""

    number: int
    cells: list[str]


# ---- recognising --------------------------------------------------------------------------------


def csv_header(path: Path) -> list[str] | None:
    """The folded column names of a CSV file, or None when its beginning is no text table.

    Raises:
        UnreadableFile: The file is empty, cannot be opened, or its gzip header is damaged.
    """
    head = csv_head(path)
    return head[0] if head else None


def csv_head(path: Path) -> list[list[str]] | None:
    """The folded column names and the fields of the first rows, cut at line ends.

    None when the beginning of the file is no text table. Raises as `csv_header`.
    """
    start = first_bytes(path)
    if start.startswith((ZIP, OLE, b"%PDF")):
        return None
    facts = path.stat()
    return _head(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=64)
def _head(path: Path, _modified: int, _size: int) -> list[list[str]] | None:
    """Kept, because each source in turn asks for it."""
    start = first_bytes(path)
    if start.startswith(UTF16):
        text = start[: len(start) // 2 * 2].decode("utf-16", "replace")
    else:
        with _open(path) as file:
            text = file.read(_HEADER_BYTES).decode("utf-8-sig", "replace")
    lines = [line for line in _LINE_END.split(text) if line][:_HEAD_ROWS]
    if not lines or "\x00" in lines[0]:
        return None if lines else [[]]
    rows = [_fields(line) for line in lines]
    return [[fold(cell) for cell in rows[0]], *rows[1:]]


def _fields(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


# ---- reading ------------------------------------------------------------------------------------


def csv_table(
    path: Path, wanted: Collection[str], *, notes: bool = False
) -> Iterator[tuple[int, dict[str, str]] | Reject]:
    """Row number and fields, trimmed, by folded column name; a `Reject` for each row that is broken.

    Columns beyond `wanted` are left out. With `notes`, rows of which only the first field holds
    something are left out too: the notes below a published table.

    Raises:
        UnreadableFile: A column is missing or there twice, no rows, or what `csv_rows` raises.
    """
    rows = csv_rows(path)
    header = next(rows, None)
    names = [fold(name) for name in header.cells] if header else []
    missing = [name for name in wanted if name not in names]
    if missing:
        raise UnreadableFile(
            f"{path.name}, row 1: missing column {', '.join(missing)}.",
            hint=f"Such a file has the columns {', '.join(wanted)}.",
        )
    twice = [name for name in wanted if names.count(name) > 1]
    if twice:
        raise UnreadableFile(
            f"{path.name}, row 1: the column {twice[0]} is there twice.",
            hint="Give the file as it was published.",
        )
    places = [(name, names.index(name)) for name in wanted]
    empty = True
    for row in rows:
        if notes and not any(cell.strip() for cell in row.cells[1:]):
            continue
        empty = False
        fault = _fault(row.cells, len(names))
        if fault:
            yield Reject(path.name, row.number, *fault)
        else:
            yield row.number, {name: row.cells[place].strip() for name, place in places}
    if empty:
        raise UnreadableFile(
            f"{path.name} has a header and no rows.", hint="Download or export it again."
        )


def _fault(cells: list[str], width: int) -> tuple[str, str] | None:
    if len(cells) != width:
        reason = "too few columns" if len(cells) < width else "too many columns"
        return reason, f"{len(cells)} instead of {width}"
    if "\x00" in "".join(cells):
        return "NUL byte", "the row holds a character that no text has"
    return None


def csv_rows(path: Path) -> Iterator[CsvRow]:
    """The records of a UTF-8 CSV file, the header first; blank lines are counted and left out.

    Raises:
        UnreadableFile: Truncated gzip, wrong encoding, an unclosed quotation mark, no content, a
            line, field or record longer than any table has, a gzip file that inflates without end.
    """
    first_bytes(path)
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    with _open(path) as file:
        lines = _Lines(file, path)
        reader = csv.reader(iter(lines))
        number = width = spanned = 0
        cells: list[str] = []
        while True:
            before = reader.line_num
            try:
                cells = next(reader)
            except StopIteration:
                break
            except csv.Error as fault:
                raise UnreadableFile(
                    f"{path.name}, row {number + 1}: {fault}.",
                    hint="Look for a quotation mark that is opened there and never closed.",
                ) from fault
            number += 1
            spanned = reader.line_num - before
            width = width or len(cells)
            lines.since_record = 0
            if cells:
                yield CsvRow(number, cells)
        # A quotation mark left open swallows the rest of the file into one short last record.
        if spanned > 1 and 0 < len(cells) < width:
            raise UnreadableFile(
                f"{path.name}: a quotation mark opened in row {number} is never closed.",
                hint="Close the quotation mark, or export the file again.",
            )


class _Lines:
    """Decoded lines, with a watch on how much they take.

    `since_record` counts the bytes since the reader last completed a record.
    """

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.since_record = 0
        self._file, self._path = file, path
        size = path.stat().st_size
        zipped = first_bytes(path).startswith(_GZIP)
        self._room = max(_SMALL, _MAX_RATIO * size) if zipped else None

    def __iter__(self) -> Iterator[str]:
        """The lines. Lone carriage returns end a line too (files from old spreadsheets)."""
        offset = index = 0
        while raw := self._file.readline(MAX_RECORD):
            index += 1
            text = self._decode(raw, offset, index)
            offset += len(raw)
            self._watch(len(raw), offset, index)
            if "\r" in text[:-2]:
                yield from _BARE_CR.split(text)
            else:
                yield text

    def _decode(self, raw: bytes, offset: int, index: int) -> str:
        if index == 1 and raw.startswith(UTF16):
            raise _not_utf8(self._path, "it is UTF-16")
        try:
            return raw.decode("utf-8-sig" if index == 1 else "utf-8")
        except UnicodeDecodeError as fault:
            at = f"byte {offset + fault.start} (line {index}) is 0x{raw[fault.start]:02x}"
            raise _not_utf8(self._path, at) from fault

    def _watch(self, length: int, offset: int, index: int) -> None:
        self.since_record += length
        if self.since_record >= MAX_RECORD:
            raise UnreadableFile(
                f"{self._path.name}, line {index}: a row is longer than {MAX_RECORD:,} bytes.",
                hint="Look for a quotation mark that is opened before and never closed.",
            )
        if self._room is not None and offset > self._room:
            raise UnreadableFile(
                f"{self._path.name} inflates to more than {self._room:,} bytes.",
                hint="No published table does; download it again.",
            )


def plain(text: str) -> str:
    """The text on one line with single blanks, without control characters."""
    return " ".join((text if text.isprintable() else _CONTROL.sub("", text)).split())


# ---- bytes --------------------------------------------------------------------------------------


def first_bytes(path: Path, count: int = 4096) -> bytes:
    """The first bytes of a file as it lies on disk; an empty or unreadable one is an error."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            # Opening a pipe would wait for ever; reading a device may never end.
            raise UnreadableFile(f"{path.name} is no file.", hint="Give files and folders only.")
        with path.open("rb") as file:
            start = file.read(count)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise UnreadableFile(
            f"{path.name} cannot be opened: {reason}.", hint="Check the path and its permissions."
        ) from fault
    if not start:
        raise UnreadableFile(f"{path.name} is empty.", hint="Download or export it again.")
    return start


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    """The decompressed bytes; damage to the archive is an `UnreadableFile`, whenever it shows."""
    zipped = first_bytes(path).startswith(_GZIP)
    try:
        with cast(IO[bytes], gzip.open(path)) if zipped else path.open("rb") as file:
            yield cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, file))) if zipped else file
    except EOFError as fault:
        raise UnreadableFile(
            f"{path.name} is a truncated gzip file: its end is missing.",
            hint="Download or compress it again.",
        ) from fault
    except (zlib.error, gzip.BadGzipFile) as fault:
        raise UnreadableFile(
            f"{path.name} is a damaged gzip file: {fault}.", hint="Download or compress it again."
        ) from fault
    except OSError as fault:
        raise UnreadableFile(
            f"{path.name} cannot be read to its end: {fault.strerror or fault}.",
            hint="Check the disk that holds it.",
        ) from fault


def _not_utf8(path: Path, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} is not UTF-8: {what}.",
        hint="Save it as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`.",
    )
