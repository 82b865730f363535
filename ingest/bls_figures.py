"""Figures about occupations from the Bureau of Labor Statistics: wages (OEWS) and projections.

Both files also have codes that are not SOC occupations (13-1020 stands for several); they are
yielded with their titles, and whoever loads them decides. Figures of groups are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from graph.errors import UnreadableFile
from graph.keys import fold, soc_key
from graph.records import OccupationFacts, Reject
from ingest.bls_soc import CODE
from ingest.workbooks import Cell, columns, find_header, find_text, open_table, text_of

Facts = dict[str, float | int | str | bool]

_ABSENT = frozenset({"", "*", "**", "~", "—", "–", "-", "n/a"})
_AT_LEAST = re.compile(r"(?:>=|≥|>)\s*")
_TOP_CODE = re.compile(r"\$([\d,.]+) per hour or \$([\d,.]+) per year")
_LARGEST = 1e12
_YEAR = re.compile(r"\d{4}")
_WAGES = {
    "wage_mean": "mean",
    "wage_median": "median",
    "wage_p10": "pct10",
    "wage_p25": "pct25",
    "wage_p75": "pct75",
    "wage_p90": "pct90",
}
_OEWS = columns(
    area="area_type",
    industry="naics",
    code="occ_code",
    title="occ_title",
    group="o_group",
    employment="tot_emp",
    **{f"a_{short}": f"a_{short}" for short in _WAGES.values()},
    **{f"h_{short}": f"h_{short}" for short in _WAGES.values()},
)
_PROJECTIONS = columns(
    title=r"\d{4} national employment matrix title",
    code=r"\d{4} national employment matrix code",
    kind=r"occupation type",
    employment_from=r"employment, \d{4}",
    employment_to=r"employment, \d{4}",
    change=r"employment change, numeric,.*",
    change_percent=r"employment change, percent,.*",
    self_employed=r"percent self.employed,.*",
    openings=r"occupational openings,.*",
    wage=r"median annual wage,.*",
    education=r"typical education needed for entry",
    experience=r"work experience in a related occupation",
    training=r"typical on.the.job training.*",
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A published figure; `at_least` where the cell gives only a lower bound."""

    value: float
    at_least: bool = False


class OewsSource:
    """`national_M….xlsx`: employment (persons, without the self-employed) and wages in dollars.

    Wages are yearly. For the few occupations that have only hourly ones, the names end in
    `_hourly` and the figures are dollars an hour.
    """

    name: ClassVar[str] = "oews"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of an OEWS estimates file."""
        return find_header(path, _OEWS) is not None

    def read(self, path: Path) -> Iterator[OccupationFacts | Reject]:
        """Facts of each detailed occupation, for the nation and all industries together."""
        table = open_table(path, _OEWS)
        hourly, yearly = _top_codes(path)
        count = 0
        for number, row in table.rows():
            if not _is_national_detail(row):
                continue
            count += 1
            facts: Facts = {}
            try:
                _put(facts, "employment", _figure(row["employment"]), whole=True)
                for name, short in _WAGES.items():
                    _put(facts, name, _figure(row[f"a_{short}"], yearly))
                    if name not in facts:
                        _put(facts, f"{name}_hourly", _figure(row[f"h_{short}"], hourly))
            except ValueError as fault:
                yield Reject(path.name, number, "not a figure", str(fault)[:200])
                continue
            yield _facts_of(path, number, row, facts)
        if not count:
            raise UnreadableFile(
                f"{path.name}, sheet {table.header.sheet}: no national row of a detailed occupation.",
                hint="Give the national file, not that of a state, an area or an industry.",
            )


class ProjectionsSource:
    """`occupation.xlsx`, Table 1.2: employment now and in ten years, openings, entry demands.

    Published in thousands, yielded in persons; openings are a yearly average.
    """

    name: ClassVar[str] = "projections"

    def recognises(self, path: Path) -> bool:
        """Whether a sheet has the columns of Table 1.2 (other tables of the workbook do not)."""
        return find_header(path, _PROJECTIONS) is not None

    def read(self, path: Path) -> Iterator[OccupationFacts | Reject]:
        """Facts of each line item; summary rows are left out."""
        table = open_table(path, _PROJECTIONS)
        first, last = (
            _YEAR.findall(table.header.titles[name])[0]
            for name in ("employment_from", "employment_to")
        )
        for number, row in table.rows():
            if fold(text_of(row["kind"])) == "summary":
                continue
            facts: Facts = {}
            try:
                for name, column in ((first, "employment_from"), (last, "employment_to")):
                    _put(facts, f"employment_{name}", _thousands(row[column]), whole=True)
                _put(facts, "employment_change", _thousands(row["change"]), whole=True)
                _put(facts, "employment_change_percent", _figure(row["change_percent"]))
                _put(facts, "self_employed_percent", _figure(row["self_employed"]))
                _put(facts, "openings_yearly", _thousands(row["openings"]), whole=True)
                _put(facts, "projections_wage_median", _figure(row["wage"]))
            except ValueError as fault:
                yield Reject(path.name, number, "not a figure", str(fault)[:200])
                continue
            for name in ("education", "experience", "training"):
                text = text_of(row[name])
                if text not in _ABSENT:
                    facts[name] = text
            yield _facts_of(path, number, row, facts)


def _top_codes(path: Path) -> tuple[float | None, float | None]:
    """The hourly and the yearly wage that `#` stands for, where a note of the workbook says so."""
    bounds = find_text(path, _TOP_CODE)
    try:
        return (_number(bounds[1]), _number(bounds[2])) if bounds else (None, None)
    except ValueError:
        return None, None


def _facts_of(
    path: Path, number: int, row: dict[str, Cell], facts: Facts
) -> OccupationFacts | Reject:
    code, title = text_of(row["code"]), text_of(row["title"])
    if not CODE.fullmatch(code):
        return Reject(path.name, number, "no SOC code", (code or title)[:80])
    return OccupationFacts(soc_key(code), title, facts)


def _is_national_detail(row: dict[str, Cell]) -> bool:
    return (
        text_of(row["area"]) == "1"
        and set(text_of(row["industry"])) == {"0"}
        and fold(text_of(row["group"])) == "detailed"
    )


def _put(facts: Facts, name: str, figure: _Figure | None, *, whole: bool = False) -> None:
    if figure is None:
        return
    facts[name] = round(figure.value) if whole else figure.value
    if figure.at_least:
        facts[f"{name}_at_least"] = True


def _thousands(cell: Cell) -> _Figure | None:
    figure = _figure(cell)
    return figure and _Figure(figure.value * 1000, figure.at_least)


def _figure(cell: Cell, top_code: float | None = None) -> _Figure | None:
    """The figure of a cell, None where none is published (or `#` without a known bound).

    Raises:
        ValueError: The cell holds something else.
    """
    if isinstance(cell, (int, float)):
        return _Figure(_finite(float(cell)))
    text = text_of(cell)
    if text == "#":
        return None if top_code is None else _Figure(top_code, at_least=True)
    if text.casefold() in _ABSENT:
        return None
    bound = _AT_LEAST.match(text)
    return _Figure(_number(text[bound.end() :] if bound else text), at_least=bool(bound))


def _number(text: str) -> float:
    return _finite(float(text.strip().lstrip("$").replace(",", "").rstrip(".")))


def _finite(number: float) -> float:
    """The number; text such as `inf` is one to Python, and no figure."""
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise ValueError(f"{number} is no figure that is published")
    return number
