"""O*NET, as its database is published in workbooks: titles, technologies, skills, tasks, neighbours.

O*NET-SOC codes are finer than SOC (`15-1299.08` lies in 15-1299): records carry the key of the SOC
occupation, and listings the finer code beside it. The O*NET database is licensed under CC BY 4.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from graph.keys import fold, soc_key
from graph.records import (
    Broader,
    Reject,
    RelatedOccupation,
    SkillConcept,
    SkillGroup,
    SkillListing,
    Task,
    TitleAlias,
)
from ingest.tables import MAX_LABEL
from ingest.workbooks import Cell, columns, find_header, open_table, text_of

Fault = tuple[str, str]

_CODE = re.compile(r"[0-9]{2}-[0-9]{4}\.[0-9]{2}")
_ELEMENT = re.compile(r"2\.[ab](\.\d+)*(\.[a-z])?")
_MAX_TASK = 10_000
_OCCUPATIONS = columns(code=r"o\*net-soc code", title=r"title", definition=r"description")
_TITLES = columns(
    code=r"o\*net-soc code",
    title=r"title",
    alternate=r"alternate title",
    short=r"short title",
)
_TECHNOLOGY = columns(
    code=r"o\*net-soc code",
    title=r"title",
    example=r"example",
    commodity=r"commodity code",
    commodity_title=r"commodity title",
    hot=r"hot technology",
    in_demand=r"in demand",
)
_SKILLS = columns(
    code=r"o\*net-soc code",
    title=r"title",
    element=r"element id",
    name=r"element name",
    scale=r"scale id",
    value=r"data value",
    suppress=r"recommend suppress",
    irrelevant=r"not relevant",
)
_TASKS = columns(
    code=r"o\*net-soc code",
    title=r"title",
    task=r"task id",
    text=r"task",
    kind=r"task type",
)
_RELATED = columns(
    code=r"o\*net-soc code",
    title=r"title",
    other=r"related o\*net-soc code",
    other_title=r"related title",
    tier=r"relatedness tier",
    rank=r"index",
)


class OnetOccupationsSource:
    """`Occupation Data.xlsx`: the title of every O*NET-SOC occupation names its SOC occupation."""

    name: ClassVar[str] = "onet-occupations"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns O*NET-SOC Code, Title and Description."""
        return find_header(path, _OCCUPATIONS) is not None

    def read(self, path: Path) -> Iterator[TitleAlias | Reject]:
        """A `TitleAlias` per row; the descriptions are left to SOC."""
        for number, row in open_table(path, _OCCUPATIONS).rows():
            title = text_of(row["title"])
            fault = _fault(row["code"], title, "title")
            if fault:
                yield Reject(path.name, number, *fault)
            else:
                yield TitleAlias(title, _occupation(row["code"]), "onet_title")


class OnetTitlesSource:
    """`Alternate Titles.xlsx`: other titles of an occupation, and their short forms."""

    name: ClassVar[str] = "onet-titles"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of the alternate titles."""
        return find_header(path, _TITLES, telling=["alternate"]) is not None

    def read(self, path: Path) -> Iterator[TitleAlias | Reject]:
        """A `TitleAlias` per alternate title, and one more where the row has a short title."""
        for number, row in open_table(path, _TITLES).rows():
            title, short = _present(row["alternate"]), _present(row["short"])
            fault = _fault(row["code"], title, "title")
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            yield TitleAlias(title, _occupation(row["code"]), "onet_alternate")
            if short and len(short) <= MAX_LABEL:
                yield TitleAlias(short, _occupation(row["code"]), "onet_alternate")


class OnetTechnologySource:
    """`Technology Skills.xlsx`: the software an occupation uses, in groups by UNSPSC commodity."""

    name: ClassVar[str] = "onet-technology"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of the technology skills (the tools file lacks two)."""
        return find_header(path, _TECHNOLOGY, telling=["example", "hot"]) is not None

    def read(
        self, path: Path
    ) -> Iterator[SkillGroup | SkillConcept | Broader | SkillListing | Reject]:
        """Rejects, then groups, then technologies with what they lie in, then who uses them.

        Technologies have no id: their key is the folded name. A technology is hot or in demand
        when any occupation's row says so, so nothing is known before the last row.
        """
        groups: dict[str, SkillGroup] = {}
        concepts: dict[str, SkillConcept] = {}
        broader: dict[Broader, None] = {}
        listings: list[SkillListing] = []
        for number, row in open_table(path, _TECHNOLOGY).rows():
            name, title = _present(row["example"]), text_of(row["commodity_title"])
            commodity = text_of(row["commodity"])
            fault = _fault(row["code"], name, "technology")
            if fault is None and not (commodity.isascii() and commodity.isdigit() and title):
                fault = "no commodity", (commodity or title or name)[:80]
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            key, group = f"onet:{fold(name)}", f"onet:{commodity}"
            hot, in_demand = _yes(row["hot"]), _yes(row["in_demand"])
            groups.setdefault(group, SkillGroup(group, title[:MAX_LABEL]))
            known = concepts.setdefault(key, SkillConcept(key, name, "tool"))
            if (hot and not known.hot) or (in_demand and not known.in_demand):
                concepts[key] = replace(
                    known, hot=hot or known.hot, in_demand=in_demand or known.in_demand
                )
            broader[Broader(key, group)] = None
            occupation, code = _occupation(row["code"]), text_of(row["code"])
            listings.append(
                SkillListing(occupation, key, name, "technology", None, hot, in_demand, code)
            )
        yield from groups.values()
        yield from concepts.values()
        yield from broader
        yield from listings


class OnetSkillsSource:
    """`Skills.xlsx`: how important each of 35 skills is for an occupation, from 1 to 5.

    Abilities, knowledge and work activities are published in the same columns; what tells them
    apart are their element ids. Rows of the level scale, and rows that O*NET recommends to suppress
    or calls not relevant, are left out by design.
    """

    name: ClassVar[str] = "onet-skills"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of a rating file, and ids of skills below."""
        header = find_header(path, _SKILLS, telling=["element", "name", "scale", "value"])
        return header is not None and _ELEMENT.fullmatch(header.first_of("element")) is not None

    def read(self, path: Path) -> Iterator[SkillConcept | SkillListing | Reject]:
        """Each skill before the first row that lists it, and a listing per importance rating."""
        seen: set[str] = set()
        for number, row in open_table(path, _SKILLS).rows():
            if (
                fold(text_of(row["scale"])) != "im"
                or _yes(row["suppress"])
                or _yes(row["irrelevant"])
            ):
                continue
            element, name = text_of(row["element"]), text_of(row["name"])
            value = rating(row["value"])
            fault = _fault(row["code"], name, "skill")
            if fault is None and not _ELEMENT.fullmatch(element.casefold()):
                fault = "no skill", element[:80] or name
            if fault is None and value is None:
                fault = "not a figure", f"{name}: {text_of(row['value'])[:80]} is not from 1 to 5"
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            key = f"onet:{element}"
            if key not in seen:
                seen.add(key)
                yield SkillConcept(key, name)
            occupation, code = _occupation(row["code"]), text_of(row["code"])
            yield SkillListing(occupation, key, name, "importance", value, code=code)


class OnetTasksSource:
    """`Task Statements.xlsx`: what an occupation does, a sentence each."""

    name: ClassVar[str] = "onet-tasks"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of the task statements (task ratings lack the type)."""
        return find_header(path, _TASKS, telling=["task", "text", "kind"]) is not None

    def read(self, path: Path) -> Iterator[Task | Reject]:
        """A `Task` per row; `kind` is core, supplemental, or empty where O*NET has not said."""
        for number, row in open_table(path, _TASKS).rows():
            text, task = text_of(row["text"]), text_of(row["task"])
            fault = _fault(row["code"], text, "task", _MAX_TASK)
            if fault is None and not (task.isascii() and task.isdigit() and len(task) < 20):
                fault = "no task id", task[:80] or text[:80]
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            kind = fold(_present(row["kind"]))[:MAX_LABEL]
            yield Task(f"onet:{task}", _occupation(row["code"]), text, kind)


class OnetRelatedSource:
    """`Related Occupations.xlsx`: up to twenty related occupations for each, best first."""

    name: ClassVar[str] = "onet-related"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of the related occupations."""
        return find_header(path, _RELATED, telling=["other", "tier"]) is not None

    def read(self, path: Path) -> Iterator[RelatedOccupation | Reject]:
        """Rejects, then each pair of SOC occupations once, with its best rank.

        Several O*NET-SOC codes share a SOC occupation, so a pair may occur many times; pairs
        within one SOC occupation are left out.
        """
        best: dict[tuple[str, str], RelatedOccupation] = {}
        for number, row in open_table(path, _RELATED).rows():
            rank = text_of(row["rank"])
            fault = _fault(row["code"], "x", "") or _fault(row["other"], "x", "")
            if fault is None and not (rank.isascii() and rank.isdigit() and 0 < len(rank) < 6):
                fault = "no rank", rank[:80]
            if fault:
                yield Reject(path.name, number, *fault)
                continue
            pair = _occupation(row["code"]), _occupation(row["other"])
            if pair[0] == pair[1] or (pair in best and best[pair].rank <= int(rank)):
                continue
            best[pair] = RelatedOccupation(*pair, text_of(row["tier"])[:MAX_LABEL], int(rank))
        yield from best.values()


def rating(cell: Cell) -> float | None:
    """A figure on a scale from 1 to 5, or None where the cell holds none."""
    try:
        value = float(cell if isinstance(cell, (int, float)) else text_of(cell))
    except (ValueError, OverflowError):
        return None
    return value if 1 <= value <= 5 and not isinstance(cell, bool) else None


def _fault(code: Cell, text: str, what: str, longest: int = MAX_LABEL) -> Fault | None:
    if not _CODE.fullmatch(text_of(code)):
        return "no O*NET-SOC code", (text_of(code) or text)[:80]
    if len(text) > longest:
        return f"{what} too long", text[:80]
    return None if any(c.isalnum() for c in text) else (f"no {what}", text_of(code))


def _occupation(code: Cell) -> str:
    """The key of the SOC occupation in which an O*NET-SOC code lies."""
    return soc_key(text_of(code)[:7])


def _present(cell: Cell) -> str:
    """The text, or empty where O*NET wrote `n/a`."""
    text = text_of(cell)
    return "" if text.casefold() == "n/a" else text


def _yes(cell: Cell) -> bool:
    return cell is True or text_of(cell).casefold() == "y"
