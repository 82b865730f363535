"""The contract of a source: recognise a file by its content, and yield its records in order.

A source is a module-level class with a `name`; `ingest.pipeline` knows them all in load order
(structure before titles before figures before postings). Reading streams: memory does not grow
with the number of rows, except for formats that cannot be streamed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Protocol

from graph.records import Reject, SourceRecord


class Source(Protocol):
    """One published file format."""

    name: ClassVar[str]

    def recognises(self, path: Path) -> bool:
        """Whether the file's content is of this format; never its name. Raises `UnreadableFile` for
        a file that begins like this format and cannot be read (truncated gzip, wrong encoding)."""
        ...

    def read(self, path: Path) -> Iterator[SourceRecord | Reject]:
        """The file's records, and a `Reject` for each row that cannot be loaded.

        Raises `UnreadableFile` with one sentence (what, where, how to mend it) when the file as a
        whole is wrong: missing column, wrong encoding, truncated archive, no data rows.
        """
        ...
