"""The check pass: every file is read to its end once, before anything is written.

What was read is kept, so that what is loaded is what was checked and files are parsed once: postings
in a file beside the graph's home, so that memory does not grow with them, taxonomies in memory,
because loading compares them as a whole. On the way the pass counts how postings
write skills and collects what taxonomies call them: what the identity of skills is decided on.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import IO

from graph.records import Posting, Reject, SkillConcept, SkillGroup, SourceRecord
from ingest.dates import resolve_posted
from ingest.source import Source

Progress = Callable[[str, int, int | None], None]
"""Called with a stage, how many rows are done, and how many there are if known."""

REPORT_EVERY = 1_000
_CHUNK = 2_000


@dataclass(slots=True)
class FileReport:
    """What became of one file. `read` = loaded + duplicates + rejected; `unchanged` was not read."""

    file: str
    source: str
    read: int = 0
    loaded: int = 0
    duplicates: int = 0
    rejected: int = 0
    seconds: float = 0.0
    unchanged: bool = False


@dataclass(slots=True)
class Gathered:
    """What the files say of skills."""

    spellings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    concepts: dict[str, SkillConcept] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    postings: set[str] = field(default_factory=set)

    def take(self, record: SourceRecord) -> bool:
        """Note what a record says; False for a posting seen before."""
        if isinstance(record, Posting):
            if record.key in self.postings:
                return False
            self.postings.add(record.key)
            for mention in record.skills:
                self.spellings[mention.key][mention.raw] += mention.certain
        elif isinstance(record, SkillConcept):
            self.concepts[record.key] = record
        elif isinstance(record, SkillGroup):
            self.groups.add(record.key)
        return True


class Spool:
    """The records that were read, in order; a context manager that removes what it keeps on disk."""

    def __init__(self, folder: Path, crawled: date | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # Deleted by the system when the process ends, however it ends.
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._kept: dict[Path, list[int | list[SourceRecord]]] = {}
        self._crawled = crawled
        self.known: Mapping[str, str] = {}
        """Postings that the graph holds, with the row where each stands first."""
        self.gathered = Gathered()
        self.rejects: list[Reject] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def check(self, path: Path, source: Source, report: FileReport, tell: Progress) -> None:
        """Read a file to its end. Raises what its source raises; nothing has been written then."""
        kept = self._kept[path] = []
        chunk: list[SourceRecord] = []
        for report.read, record in enumerate(source.read(path), start=1):
            if report.read % REPORT_EVERY == 0:
                tell(f"read {path.name}", report.read, None)
            if isinstance(record, Reject):
                self.rejects.append(record)
                report.rejected += 1
            elif not self.gathered.take(record):
                report.duplicates += 1
            else:
                chunk.append(self._dated(record))
            if len(chunk) >= _CHUNK:
                kept.append(self._keep(chunk))
                chunk = []
        if chunk:
            kept.append(self._keep(chunk))
        tell(f"read {path.name}", report.read, report.read)

    def _dated(self, record: SourceRecord) -> SourceRecord:
        if self._crawled is None or not isinstance(record, Posting):
            return record
        return replace(record, posted_on=resolve_posted(record.posted, self._crawled))

    def _keep(self, chunk: list[SourceRecord]) -> int | list[SourceRecord]:
        if not isinstance(chunk[0], Posting):
            return chunk
        place = self._file.seek(0, 2)
        pickle.dump(chunk, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        return place

    def chunks(self, path: Path) -> Iterator[list[SourceRecord]]:
        """The records of a file that was checked, some thousand at a time."""
        for kept in self._kept[path]:
            if isinstance(kept, int):
                self._file.seek(kept)
                chunk: list[SourceRecord] = pickle.load(self._file)
                yield chunk
            else:
                yield kept

    def counts(self, record: SourceRecord) -> bool:
        """Whether a record is what the graph should say, rather than a row of another file.

        Of files that have the same posting, the first by name counts, in whatever order they come.
        """
        if not isinstance(record, Posting) or record.key not in self.known:
            return True
        return _file_of(record.source_row) <= _file_of(self.known[record.key])

    def leave_out(self, known: Mapping[str, str]) -> None:
        """Count postings of these keys no more: the graph holds them, from these rows."""
        self.known = known
        self.gathered.spellings.clear()
        for posting in self.postings():
            for mention in posting.skills:
                self.gathered.spellings[mention.key][mention.raw] += mention.certain

    def postings(self) -> Iterator[Posting]:
        """The postings that were read, without those left out."""
        for path, kept in self._kept.items():
            if kept and not isinstance(kept[0], int):
                continue
            for chunk in self.chunks(path):
                for record in chunk:
                    if isinstance(record, Posting) and record.key not in self.known:
                        yield record

    def companions(self, keys: Collection[str]) -> dict[str, Counter[str]]:
        """For some spellings, which others the same postings name, and how often."""
        wanted = set(keys)
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for posting in self.postings():
            named = {m.key for m in posting.skills if m.certain}
            for key in named & wanted:
                found[key].update(named - {key})
        return found


def _file_of(source_row: str) -> str:
    return source_row.rpartition(":")[0]
