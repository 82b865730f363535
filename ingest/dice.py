"""Dice postings: CSV in the original twelve columns, plain or gzip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.keys import content_hash
from graph.records import Posting, Reject
from ingest.skills import split_skills
from ingest.tables import MAX_LABEL, csv_header, csv_table

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
_MAX_ID = 200
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
        for row in csv_table(path, COLUMNS):
            if isinstance(row, Reject):
                yield row
            else:
                cells = {name: _present(cell) for name, cell in row[1].items()}
                yield _posting(cells, path.name, row[0])


def _posting(cells: dict[str, str], file: str, row: int) -> Posting | Reject:
    title, company, place = (
        " ".join(cells[name].split()) for name in ("jobtitle", "company", "joblocation_address")
    )
    skills, text = cells["skills"], cells["jobdescription"]
    if not any(c.isalnum() for c in title):
        return Reject(file, row, "no title", title or skills[:80])
    if not skills and not text:
        return Reject(file, row, "no skills and no description", title[:80])
    if len(title) > MAX_LABEL:
        return Reject(file, row, "title too long", title[:80])
    known = cells["uniq_id"] if len(cells["uniq_id"]) <= _MAX_ID else ""
    return Posting(
        key=f"dice:{known or content_hash(title, company, place, skills, text)}",
        title=title,
        company=company,
        place=place,
        employment_type=cells["employmenttype_jobstatus"],
        posted=cells["postdate"],
        url=cells["advertiserurl"],
        text=text,
        skills=tuple(m for m in split_skills(skills) if len(m.key) <= MAX_LABEL),
        source_row=f"{file}:{row}",
    )


def _present(cell: str) -> str:
    """The cell, or empty where the publisher's tool wrote a word for an absent value."""
    return "" if cell.casefold() in _ABSENT else cell
