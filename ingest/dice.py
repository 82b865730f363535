"""Dice postings: CSV in the original twelve columns, plain or gzip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.errors import UnreadableFile
from graph.keys import content_hash, fold
from graph.records import Posting, Reject
from ingest.skills import split_skills
from ingest.tables import csv_header, csv_rows

COLUMNS = (
    "advertiserurl",
    "company",
    "employmenttype_jobstatus",
    "jobdescription",
    "jobid",
    "joblocation_address",
    "jobtitle",
    "postdate",
    "shift",
    "site_name",
    "skills",
    "uniq_id",
)
_ENOUGH = 6
_ABSENT = frozenset({"null", "none", "n/a", "nan", "#name?"})


class DiceSource:
    """Job postings as crawled from dice.com; extra columns are ignored."""

    name: ClassVar[str] = "dice"

    def recognises(self, path: Path) -> bool:
        """Whether the header has at least half of the twelve columns."""
        return len(set(csv_header(path) or ()) & set(COLUMNS)) >= _ENOUGH

    def read(self, path: Path) -> Iterator[Posting | Reject]:
        """A `Posting` per row, streamed; dates as published (`4 days ago`).

        Raises:
            UnreadableFile: Missing column, header only, wrong encoding, truncated archive.
        """
        rows = csv_rows(path)
        header = next(rows, None)
        names = [fold(name) for name in header.cells] if header else []
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise UnreadableFile(
                f"{path.name}, row 1: missing column {', '.join(missing)}.",
                hint=f"A Dice file has the columns {', '.join(COLUMNS)}.",
            )
        places = {name: names.index(name) for name in COLUMNS}
        count = 0
        for count, row in enumerate(rows, start=1):  # noqa: B007 (read after the loop)
            fault = _fault(row.cells, len(names))
            if fault:
                yield Reject(path.name, row.number, *fault)
                continue
            cells = {name: _present(row.cells[place].strip()) for name, place in places.items()}
            yield _posting(cells, path.name, row.number)
        if not count:
            raise UnreadableFile(
                f"{path.name} has a header and no rows.", hint="Download or export it again."
            )


def _fault(cells: list[str], width: int) -> tuple[str, str] | None:
    if len(cells) != width:
        reason = "too few columns" if len(cells) < width else "too many columns"
        return reason, f"{len(cells)} instead of {width}"
    if any("\x00" in cell for cell in cells):
        return "NUL byte", "the row holds a character that no text has"
    return None


def _posting(cells: dict[str, str], file: str, row: int) -> Posting | Reject:
    title, company, place = (
        " ".join(cells[name].split()) for name in ("jobtitle", "company", "joblocation_address")
    )
    skills, text = cells["skills"], cells["jobdescription"]
    if not any(c.isalnum() for c in title):
        return Reject(file, row, "no title", title or skills[:80])
    if not skills and not text:
        return Reject(file, row, "no skills and no description", title[:80])
    return Posting(
        key=f"dice:{cells['uniq_id'] or content_hash(title, company, place, skills, text)}",
        title=title,
        company=company,
        place=place,
        employment_type=cells["employmenttype_jobstatus"],
        posted=cells["postdate"],
        url=cells["advertiserurl"],
        text=text,
        skills=tuple(split_skills(skills)),
        source_row=f"{file}:{row}",
    )


def _present(cell: str) -> str:
    """The cell, or empty where the publisher's tool wrote a word for an absent value."""
    return "" if cell.casefold() in _ABSENT else cell
