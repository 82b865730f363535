"""CSV files, plain or gzip, as a stream of rows.

Every fault of a file as a whole becomes an `UnreadableFile` that names the file and the place.
Row numbers are those a spreadsheet shows: 1-based, the header counted.
"""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from graph.errors import UnreadableFile
from graph.keys import fold

MAX_FIELD = 4 * 1024 * 1024
_HEADER_BYTES = 64 * 1024
_GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LINE_END = re.compile(r"[\r\n]")
_BARE_CR = re.compile(r"(?<=\r)(?!\n)")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One record: its row number and its fields."""

    number: int
    cells: list[str]


def csv_header(path: Path) -> list[str] | None:
    """The folded column names of a CSV file, or None when its beginning is no text table.

    Raises:
        UnreadableFile: The file is empty, cannot be opened, or its gzip header is damaged.
    """
    start = first_bytes(path)
    if start.startswith((ZIP, OLE, b"%PDF")):
        return None
    if start.startswith(UTF16):
        return _utf16_header(start)
    with _open(path) as file:
        line = file.readline(_HEADER_BYTES)
    text = _LINE_END.split(line.decode("utf-8-sig", "replace"), maxsplit=1)[0]
    if "\x00" in text:
        return None
    return _names(text)


def csv_rows(path: Path) -> Iterator[CsvRow]:
    """The records of a UTF-8 CSV file, the header first; blank lines are counted and left out.

    Raises:
        UnreadableFile: Truncated gzip, wrong encoding, an unclosed quotation mark, no content.
    """
    first_bytes(path)
    csv.field_size_limit(max(csv.field_size_limit(), MAX_FIELD))
    with _open(path) as file:
        reader = csv.reader(_lines(file, path))
        number = width = lines = 0
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
            lines = reader.line_num - before
            width = width or len(cells)
            if cells:
                yield CsvRow(number, cells)
        # A quotation mark left open swallows the rest of the file into one short last record.
        if lines > 1 and 0 < len(cells) < width:
            raise UnreadableFile(
                f"{path.name}: a quotation mark opened in row {number} is never closed.",
                hint="Close the quotation mark, or export the file again.",
            )


def first_bytes(path: Path, count: int = 4096) -> bytes:
    """The first bytes of a file as it lies on disk; an empty or unreadable one is an error."""
    try:
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
            yield file
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


def _lines(file: IO[bytes], path: Path) -> Iterator[str]:
    """Decoded lines. Lone carriage returns end a line too (files from old spreadsheets)."""
    offset = 0
    for index, raw in enumerate(file, start=1):
        if index == 1 and raw.startswith(UTF16):
            raise _not_utf8(path, "it is UTF-16")
        try:
            text = raw.decode("utf-8-sig" if index == 1 else "utf-8")
        except UnicodeDecodeError as fault:
            at = f"byte {offset + fault.start} (line {index}) is 0x{raw[fault.start]:02x}"
            raise _not_utf8(path, at) from fault
        offset += len(raw)
        if "\r" in text[:-2]:
            yield from _BARE_CR.split(text)
        else:
            yield text


def _not_utf8(path: Path, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} is not UTF-8: {what}.",
        hint="Save it as UTF-8, for example with `iconv -f WINDOWS-1252 -t UTF-8`.",
    )


def _utf16_header(start: bytes) -> list[str]:
    text = start[: len(start) // 2 * 2].decode("utf-16", "replace")
    return _names(text.splitlines()[0] if text.strip() else "")


def _names(line: str) -> list[str]:
    try:
        cells = next(csv.reader([line]), [])
    except csv.Error:
        return []
    return [fold(cell) for cell in cells]
