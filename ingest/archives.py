"""What a workbook's archive really holds, looked at before anything opens it.

A few kilobytes can claim gigabytes: members that inflate without end, one shared string repeated by
a million cells, two cells at opposite corners of a sheet that a reader then holds as a full grid.
Sizes are measured by inflating, because the directory of an archive may lie about them.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO

from graph.errors import UnreadableFile

MAX_FILE = 128 * 1024 * 1024
MAX_BYTES = 512 * 1024 * 1024
MAX_CELLS = 10_000_000
MAX_TEXT = 256 * 1024 * 1024
"""The most bytes that the cells of shared strings may come to, if all were as the longest."""
MAX_MEMBERS = 1_000
_MAX_RATIO = 200
_SMALL = 4 * 1024 * 1024
_CHUNK = 1024 * 1024
_OVERLAP = 64
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_COLUMNS = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]+)")
_ROWS = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*(\d+)")
_FAR_ROWS = re.compile(rb"\sr\s*=\s*[\"'][A-Za-z]*(\d{6,})")


@dataclass(slots=True)
class _Part:
    """What one member says about cells; the corner is an upper bound until `exact`."""

    columns: set[bytes] = field(default_factory=set)
    row: int = 99_999
    shared_cells: int = 0
    longest_string: int = 0
    _since_string: int = 0

    def look(self, chunk: bytes, before: bytes, *, exact: bool) -> None:
        """Take one chunk into account, with the end of the one before it."""
        text = before + chunk
        self.columns.update(_COLUMNS.findall(text))
        rows = (_ROWS if exact else _FAR_ROWS).findall(text)
        self.row = max(self.row, max((int(row[:12]) for row in rows), default=0))
        self.shared_cells += chunk.count(b't="s"') + chunk.count(b"t='s'")
        first, *others = chunk.split(b"si>")
        self._since_string += len(first)
        for piece in others:
            self.longest_string = max(self.longest_string, self._since_string)
            self._since_string = len(piece)

    @property
    def cells(self) -> int:
        """The cells of the rectangle that holds every cell named."""
        return self.row * max((_column(letters) for letters in self.columns), default=0)


def check_archive(path: Path) -> bool:
    """Whether the zip archive holds a workbook of XML parts that is safe to open.

    Raises:
        UnreadableFile: Its archive is damaged, or inflates to more than a workbook of tables does.
    """
    facts = path.stat()
    return _check(path, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=64)
def _check(path: Path, _modified: int, size: int) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as file:
            members = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                return False
            if size > MAX_FILE:
                raise too_big(path, f"it has {size:,} bytes")
            if len(members) > MAX_MEMBERS:
                raise too_big(path, f"its archive has {len(members):,} parts")
            _check_members(path, file, members)
    except (zipfile.BadZipFile, zlib.error, struct.error) as fault:
        raise damaged(path, "its archive is incomplete") from fault
    except (OSError, ValueError, NotImplementedError, EOFError) as fault:
        # zipfile raises these for offsets and versions that make no sense.
        raise damaged(path, "the directory of its archive makes no sense") from fault
    return True


def _check_members(path: Path, file: IO[bytes], members: list[zipfile.ZipInfo]) -> None:
    total = shared_cells = longest_string = 0
    for member in members:
        part, before = _Part(), b""
        for chunk in _inflated(path, file, member, MAX_BYTES - total):
            total += len(chunk)
            part.look(chunk, before, exact=False)
            before = chunk[-_OVERLAP:]
        if part.cells > MAX_CELLS and _exact(path, file, member).cells > MAX_CELLS:
            raise too_big(path, f"cells of {member.filename} lie too far apart")
        shared_cells += part.shared_cells
        longest_string = max(longest_string, part.longest_string)
    if shared_cells * longest_string > MAX_TEXT:
        raise too_big(path, "its cells repeat very long texts")


def _exact(path: Path, file: IO[bytes], member: zipfile.ZipInfo) -> _Part:
    part, before = _Part(row=0), b""
    for chunk in _inflated(path, file, member, MAX_BYTES):
        part.look(chunk, before, exact=True)
        before = chunk[-_OVERLAP:]
    return part


def _inflated(path: Path, file: IO[bytes], member: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """A member's content in chunks, whatever size the directory claims."""
    if member.flag_bits & 0x1:
        raise damaged(path, f"{member.filename} is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(path, f"{member.filename} is compressed in a way that workbooks are not")
    file.seek(member.header_offset)
    mark, name_length, extra_length = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
    if mark != b"PK\x03\x04":
        raise damaged(path, "its archive is incomplete")
    file.seek(name_length + extra_length, 1)
    size = 0
    for chunk in _chunks(path, file, member):
        size += len(chunk)
        if size > room or (size > _SMALL and size > _MAX_RATIO * max(1, member.compress_size)):
            raise too_big(path, f"{member.filename} inflates to more than {size:,} bytes")
        yield chunk
    if size != member.file_size:
        raise damaged(path, f"{member.filename} is not as long as its archive says")


def _chunks(path: Path, file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What the file has from here, inflated, a limited piece at a time."""
    left = member.compress_size
    inflater = zlib.decompressobj(-15) if member.compress_type else None
    while left > 0 and not (inflater and inflater.eof):
        raw = file.read(min(left, _CHUNK))
        if not raw:
            raise damaged(path, "its archive is incomplete")
        left -= len(raw)
        if inflater is None:
            yield raw
            continue
        while raw and not inflater.eof:
            yield inflater.decompress(raw, _CHUNK)
            raw = inflater.unconsumed_tail


def too_big(path: Path, why: str) -> UnreadableFile:
    """The refusal of a workbook that would take more memory than any published table."""
    return UnreadableFile(
        f"{path.name} is too big to be opened safely: {why}.",
        hint="Give the file as it was published, or save its table alone.",
    )


def damaged(path: Path, why: str) -> UnreadableFile:
    """The refusal of a workbook that is broken."""
    return UnreadableFile(
        f"{path.name} is a damaged workbook: {why}.", hint="Download or save it again."
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number
