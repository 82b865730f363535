"""Two tables that hang on SOC codes: skill scores of the Employment Projections, and ISCO-08 groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.errors import UnreadableFile
from graph.keys import fold, soc_key
from graph.records import Reject, SkillConcept, SkillListing, SocIsco
from ingest.bls_soc import CODE
from ingest.onet import rating
from ingest.tables import csv_header, csv_table
from ingest.workbooks import text_of

SKILLS = (
    "Adaptability",
    "Computers and information technology",
    "Creativity and innovation",
    "Critical and analytical thinking",
    "Customer service",
    "Detail oriented",
    "Fine motor",
    "Interpersonal",
    "Leadership",
    "Mathematics",
    "Mechanical",
    "Physical strength and stamina",
    "Problem solving and decision making",
    "Project management",
    "Science",
    "Speaking and listening",
    "Writing and reading",
)
_KEYS = {fold(name): f"ep:{fold(name)}" for name in SKILLS}
_MATRIX = re.compile(r"\d{4} national employment matrix (title|code)")
_ABSENT = frozenset({"", "—", "–", "-"})
_CROSSWALK = ("soc_code", "isco08_code", "mapping_type")
_ISCO = re.compile(r"[0-9]{4}")


class ProjectedSkillsSource:
    """Table 6.2 of the Employment Projections as CSV: 17 skills scored for each occupation, 1 to 5.

    Its employment and wages are left out, because Table 1.2 has newer ones.
    """

    name: ClassVar[str] = "ep-skills"

    def recognises(self, path: Path) -> bool:
        """Whether the header has matrix titles and codes and seven tenths of the skills."""
        header = csv_header(path) or []
        known = len(_KEYS.keys() & set(header)) >= 0.7 * len(_KEYS)
        return known and any(_MATRIX.fullmatch(title) for title in header)

    def read(self, path: Path) -> Iterator[SkillConcept | SkillListing | Reject]:
        """The skills, then a listing per score; notes and the table's title below are left out.

        Codes that are no SOC occupation (`00-0000`, `31-1120`) are yielded like the others.

        Raises:
            UnreadableFile: A column is missing, no rows, wrong encoding, truncated archive.
        """
        header = csv_header(path) or []
        title, code = (_column(path, header, which) for which in ("title", "code"))
        for name in SKILLS:
            yield SkillConcept(_KEYS[fold(name)], name)
        for row in csv_table(path, (title, code, *_KEYS), notes=True):
            if isinstance(row, Reject):
                yield row
                continue
            number, cells = row
            soc = text_of(cells[code])
            odd = next((n for n in _KEYS if cells[n] not in _ABSENT and not rating(cells[n])), "")
            if not CODE.fullmatch(soc):
                yield Reject(path.name, number, "no SOC code", (soc or text_of(cells[title]))[:80])
            elif odd:
                detail = f"{odd}: {cells[odd][:80]} is not from 1 to 5"
                yield Reject(path.name, number, "not a figure", detail)
            else:
                yield from _listings(soc_key(soc), cells)


class SocIscoSource:
    """A crosswalk from SOC occupations to the unit groups of ISCO-08, as CSV."""

    name: ClassVar[str] = "soc-isco"

    def recognises(self, path: Path) -> bool:
        """Whether the header has the SOC and the ISCO-08 code."""
        return {"soc_code", "isco08_code"} <= set(csv_header(path) or ())

    def read(self, path: Path) -> Iterator[SocIsco | Reject]:
        """A `SocIsco` per row; groups above the unit groups (fewer than 4 digits) are rejected.

        Raises:
            UnreadableFile: A column is missing, no rows, wrong encoding, truncated archive.
        """
        for row in csv_table(path, _CROSSWALK):
            if isinstance(row, Reject):
                yield row
                continue
            number, cells = row
            if not CODE.fullmatch(cells["soc_code"]):
                yield Reject(path.name, number, "no SOC code", cells["soc_code"][:80])
            elif not _ISCO.fullmatch(cells["isco08_code"]):
                detail = cells["isco08_code"][:80]
                yield Reject(path.name, number, "no ISCO-08 unit group", detail)
            else:
                kind = fold(cells["mapping_type"])[:80]
                yield SocIsco(soc_key(cells["soc_code"]), cells["isco08_code"], kind)


def _listings(occupation: str, cells: dict[str, str]) -> Iterator[SkillListing]:
    for name in SKILLS:
        value = rating(cells[fold(name)])
        if value is not None:
            yield SkillListing(occupation, _KEYS[fold(name)], name, "score", value)


def _column(path: Path, header: list[str], which: str) -> str:
    for title in header:
        match = _MATRIX.fullmatch(title)
        if match and match[1] == which:
            return title
    raise UnreadableFile(
        f"{path.name}, row 1: missing column YEAR national employment matrix {which}.",
        hint="Give the file as it was published.",
    )
