"""SOC 2018 as the Bureau of Labor Statistics publishes it: structure, definitions, job titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from graph.keys import fold, soc_key
from graph.records import Group, Occupation, Reject, TitleAlias
from ingest.tables import MAX_LABEL
from ingest.workbooks import Cell, columns, find_header, open_table, text_of

CODE = re.compile(r"[0-9]{2}-[0-9]{4}")
LEVELS = ("major", "minor", "broad", "detailed")
_DEFINITIONS = columns(
    level=r"soc group", code=r"soc code", title=r"soc title", definition=r"soc definition"
)
_TITLES = columns(
    code=r"\d{4} soc code",
    occupation=r"\d{4} soc title",
    title=r"\d{4} soc direct match title",
    example=r"illustrative example",
)


class SocDefinitionsSource:
    """`soc_2018_definitions.xlsx`: groups, and detailed occupations with their definitions."""

    name: ClassVar[str] = "soc"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns SOC Group, Code, Title and Definition."""
        return find_header(path, _DEFINITIONS) is not None

    def read(self, path: Path) -> Iterator[Group | Occupation | Reject]:
        """Groups before what lies in them, in the order of the file.

        The group above a row is the last one of a higher level, because codes do not always tell
        it (15-1250 lies in 15-1200, not in 15-1000). A row without such a group is rejected.
        """
        above: dict[str, str] = {}
        for number, row in open_table(path, _DEFINITIONS).rows():
            level, title = fold(text_of(row["level"])), text_of(row["title"])
            fault = _fault(row["code"], title)
            if fault or level not in LEVELS:
                yield Reject(path.name, number, *(fault or ("unknown SOC group", level[:80])))
                continue
            code, rank = text_of(row["code"]), LEVELS.index(level)
            above = {name: key for name, key in above.items() if LEVELS.index(name) < rank}
            parent = above.get(LEVELS[rank - 1]) if rank else None
            if rank and (parent is None or parent[:6] != soc_key(code)[:6]):
                yield Reject(path.name, number, f"no {LEVELS[rank - 1]} group above", code)
            elif level == "detailed":
                yield Occupation(soc_key(code), title, text_of(row["definition"]), parent)
            else:
                above[level] = soc_key(code)
                yield Group(soc_key(code), title, level, parent)


class DirectMatchSource:
    """`soc_2018_direct_match_title_file.xlsx`: job titles that belong to one occupation."""

    name: ClassVar[str] = "direct-match"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns SOC Code, SOC Title and Direct Match Title."""
        return find_header(path, _TITLES) is not None

    def read(self, path: Path) -> Iterator[TitleAlias | Reject]:
        """A `TitleAlias` per row. A title may name several occupations: it has a row for each."""
        for number, row in open_table(path, _TITLES).rows():
            title = text_of(row["title"])
            fault = _fault(row["code"], title)
            if fault:
                yield Reject(path.name, number, *fault)
            else:
                yield TitleAlias(title, soc_key(text_of(row["code"])), "direct_match")


def _fault(code: Cell, title: str) -> tuple[str, str] | None:
    if not CODE.fullmatch(text_of(code)):
        return "no SOC code", (text_of(code) or title)[:80]
    if len(title) > MAX_LABEL:
        return "title too long", title[:80]
    return None if title else ("no title", text_of(code))
