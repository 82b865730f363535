"""ESCO in English, as its classification is published in CSV files, plain or gzip.

Occupations, skills and groups are known by the last part of their URI: `esco:` and the UUID, or
`esco:isced-f/0011` for a field of education. So every file can be read alone; what a relation
points at is found by key. ESCO may be reused with attribution (European Commission, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.keys import fold
from graph.records import (
    Broader,
    ForeignOccupation,
    Reject,
    SkillConcept,
    SkillGroup,
    SkillListing,
    TitleAlias,
)
from ingest.tables import MAX_LABEL, csv_head, csv_table, plain

_URI = re.compile(
    r"https?://data\.europa\.eu/esco/(?P<kind>skill|occupation|isced-f)/(?P<id>[0-9a-zA-Z.-]{1,64})"
)
_ISCO = re.compile(r"[0-9]{4}")
_SKILLS = (
    "concepturi",
    "skilltype",
    "preferredlabel",
    "altlabels",
    "hiddenlabels",
    "status",
    "description",
)
_OCCUPATIONS = (
    "concepturi",
    "iscogroup",
    "preferredlabel",
    "altlabels",
    "hiddenlabels",
    "status",
    "description",
    "code",
)
_HIERARCHY = ("concepttype", "concepturi", "broadertype", "broaderuri")
_RELATIONS = ("occupationuri", "relationtype", "skilluri")
_RELEASED = "released"
_GROUP = "skillgroup"
_SKILL_TYPES = frozenset({"skillgroup", "knowledgeskillcompetence"})
_OF_COLLECTION = "broaderconcepturi"


class EscoSkillsSource:
    """`skills_en.csv`: skills and knowledge with their other labels."""

    name: ClassVar[str] = "esco-skills"

    def recognises(self, path: Path) -> bool:
        """Whether the header is that of the skills (the thematic collections have one more)."""
        header = (csv_head(path) or [[]])[0]
        return _has(header, _SKILLS, {"skilltype"}) and _OF_COLLECTION not in header

    def read(self, path: Path) -> Iterator[SkillConcept | Reject]:
        """A `SkillConcept` per released row; without a type it is a skill.

        Raises:
            UnreadableFile: A column is missing, no rows, wrong encoding, truncated archive.
        """
        for row in csv_table(path, _SKILLS):
            if isinstance(row, Reject):
                yield row
                continue
            number, cells = row
            if fold(cells["status"]) != _RELEASED:
                continue
            key, labels = _key(cells["concepturi"], "skill"), _labels(cells)
            fault = _fault(key, labels, cells)
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            kind = "knowledge" if fold(cells["skilltype"]) == "knowledge" else "skill"
            definition = plain(cells["description"])
            yield SkillConcept(key, labels[0], kind, tuple(labels[1:]), definition)


class EscoHierarchySource:
    """`broaderRelationsSkillPillar.csv`: what each skill, and each group of skills, lies under."""

    name: ClassVar[str] = "esco-hierarchy"

    def recognises(self, path: Path) -> bool:
        """Whether it is this relation, and of skills (that of occupations has the same header)."""
        header, *rows = csv_head(path) or [[]]
        if not _has(header, _HIERARCHY, {"broaderuri", "concepttype"}):
            return False
        at = header.index("concepttype")
        return any(len(row) > at and fold(row[at]) in _SKILL_TYPES for row in rows)

    def read(self, path: Path) -> Iterator[SkillGroup | Broader | Reject]:
        """A `Broader` per row, each group before the first row that names it.

        The file has no titles: the title of a group is the last part of its URI.
        """
        groups: set[str] = set()
        for row in csv_table(path, _HIERARCHY):
            if isinstance(row, Reject):
                yield row
                continue
            number, cells = row
            below, above = (
                _key(cells[n], "skill", "isced-f") for n in ("concepturi", "broaderuri")
            )
            if not below or not above or below == above:
                uri = cells["broaderuri"] if below else cells["concepturi"]
                yield Reject(path.name, number, "no URI of a skill", uri[:80])
                continue
            for key, kind in ((below, cells["concepttype"]), (above, cells["broadertype"])):
                if fold(kind) == _GROUP and key not in groups:
                    groups.add(key)
                    yield SkillGroup(key, key.rsplit("/", 1)[-1].removeprefix("esco:"))
            yield Broader(below, above)


class EscoOccupationsSource:
    """`occupations_en.csv`: ESCO's own occupations, with their labels and ISCO-08 unit group."""

    name: ClassVar[str] = "esco-occupations"

    def recognises(self, path: Path) -> bool:
        """Whether the header is that of the occupations."""
        return _has((csv_head(path) or [[]])[0], _OCCUPATIONS, {"iscogroup", "altlabels"})

    def read(self, path: Path) -> Iterator[ForeignOccupation | TitleAlias | Reject]:
        """Per released row the occupation, then a `TitleAlias` for each of its labels."""
        for row in csv_table(path, _OCCUPATIONS):
            if isinstance(row, Reject):
                yield row
                continue
            number, cells = row
            if fold(cells["status"]) != _RELEASED:
                continue
            key, labels = _key(cells["concepturi"], "occupation"), _labels(cells)
            fault = _fault(key, labels, cells)
            if fault is None and not _ISCO.fullmatch(cells["iscogroup"]):
                fault = "no ISCO-08 unit group", cells["iscogroup"][:80] or labels[0]
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            definition, code = plain(cells["description"]), plain(cells["code"])[:MAX_LABEL]
            yield ForeignOccupation(key, labels[0], definition, cells["iscogroup"], code)
            for label in labels:
                yield TitleAlias(label, key, "esco_label")


class EscoRelationsSource:
    """`occupationSkillRelations.csv`: which skills are essential or optional for an occupation."""

    name: ClassVar[str] = "esco-relations"

    def recognises(self, path: Path) -> bool:
        """Whether the header is that of the relations of occupations and skills."""
        return _has((csv_head(path) or [[]])[0], _RELATIONS, {"relationtype"})

    def read(self, path: Path) -> Iterator[SkillListing | Reject]:
        """A `SkillListing` per row, without a name: the file has keys only."""
        for row in csv_table(path, _RELATIONS):
            if isinstance(row, Reject):
                yield row
                continue
            number, cells = row
            occupation = _key(cells["occupationuri"], "occupation")
            skill, relation = _key(cells["skilluri"], "skill"), fold(cells["relationtype"])
            if not occupation or not skill:
                what = "no URI of a skill" if occupation else "no URI of an occupation"
                uri = cells["skilluri"] if occupation else cells["occupationuri"]
                yield Reject(path.name, number, what, uri[:80])
            elif relation not in {"essential", "optional"}:
                yield Reject(path.name, number, "unknown relation", relation[:80])
            else:
                yield SkillListing(occupation, skill, "", relation)


def _has(header: list[str], wanted: tuple[str, ...], telling: set[str]) -> bool:
    """Whether seven tenths of the columns are there, and all of the telling ones."""
    return len(set(wanted) & set(header)) >= 0.7 * len(wanted) and telling <= set(header)


def _key(uri: str, *kinds: str) -> str:
    """`esco:` and what the URI ends in; empty when it is no URI of these kinds."""
    match = _URI.fullmatch(uri.strip())
    if match is None or match["kind"] not in kinds:
        return ""
    return f"esco:{'isced-f/' if match['kind'] == 'isced-f' else ''}{match['id']}"


def _labels(cells: dict[str, str]) -> list[str]:
    """The preferred label, then the others, a line each in the file; one of each spelling.

    Empty when there is no preferred label.
    """
    preferred = plain(cells["preferredlabel"])
    others = f"{cells['altlabels']}\n{cells['hiddenlabels']}".splitlines()
    labels = {fold(label): label for label in reversed([preferred, *map(plain, others)])}
    usable = [label for key, label in reversed(labels.items()) if key and len(label) <= MAX_LABEL]
    first = [preferred] if len(preferred) <= MAX_LABEL and fold(preferred) else []
    return first and first + [label for label in usable if label != preferred]


def _fault(key: str, labels: list[str], cells: dict[str, str]) -> tuple[str, str] | None:
    if not key:
        return "no URI of its kind", (cells["concepturi"] or cells["preferredlabel"])[:80]
    return None if labels else ("no label", cells["concepturi"][:80])
