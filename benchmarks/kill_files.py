"""Slices of the real files, in two versions, for `benchmarks.kills`: every kind of write occurs.

The first load brings all sources; the second more postings and newer versions of the taxonomies, in
which rows came, went and changed. `python -m benchmarks.kill_files 1|2 FOLDER` does one load of what
`write_files` made, into the graph that the environment names.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine

from benchmarks.ingest import largest_dice_file
from graph.errors import SkillgraphError
from ingest.pipeline import ingest
from tests.engines import Engine

DAYS = {"1": date(2026, 1, 31), "2": date(2026, 3, 31)}

_WORKBOOKS = {
    "bls/soc_2018_definitions.xlsx": 80,
    "bls/soc_2018_direct_match_title_file.xlsx": 60,
    "bls/national_M2024_dl.xlsx": 40,
    "onet/Occupation Data.xlsx": 20,
    "onet/Alternate Titles.xlsx": 60,
    "onet/Technology Skills.xlsx": 80,
    "onet/Skills.xlsx": 150,
    "onet/Task Statements.xlsx": 40,
    "onet/Related Occupations.xlsx": 80,
}
_TABLES = {
    "bls/ep_table_6_2_skills.csv": 5,
    "esco/skills_en.csv.gz": 60,
    "esco/broaderRelationsSkillPillar.csv.gz": 60,
    "esco/occupations_en.csv.gz": 10,
    "esco/occupationSkillRelations.csv.gz": 100,
    "esco/soc_isco_crosswalk.csv": 100,
}
_STAY = frozenset({"soc_2018_definitions.xlsx", "national_M2024_dl.xlsx"})
"""What does not change between the loads."""


def write_files(data: Path, folder: Path, rows: int) -> None:
    """Write the files of both loads under `folder`, with up to `rows` Dice rows."""
    for name, count in _WORKBOOKS.items():
        if not (data / name).exists():
            continue
        sheets = _sheets(data / name)
        for load in DAYS:
            _write_workbook(folder / load / name, sheets, _kept(name, load), count)
    for name, count in _TABLES.items():
        packed = data / name
        path = packed if packed.exists() else packed.with_suffix("")
        table = list(islice(_rows(path), count + 1))
        for load in DAYS:
            _write_table(folder / load / name, [table[0], *_of_load(table[1:], name, load)])
    dice = list(islice(_rows(largest_dice_file([data / "dice"])), rows + 1))
    middle = 1 + len(dice) // 2
    _write_table(folder / "1/dice/dice_one.csv", dice[:middle])
    _write_table(folder / "2/dice/dice_two.csv", [dice[0], *dice[middle:]])


def _of_load(rows: Sequence[Any], name: str, load: str) -> list[Any]:
    """The first load lacks every seventh row, the second every fifth."""
    step = _kept(name, load)
    return [row for n, row in enumerate(rows) if not step or n % step]


def _kept(name: str, load: str) -> int:
    return 0 if Path(name).name in _STAY else 7 if load == "1" else 5


def _rows(path: Path) -> Iterator[list[str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.reader(file)


def _write_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix("").with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _write_workbook(path: Path, sheets: dict[str, list[list[Any]]], step: int, count: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        # Some files have a title and notes above their header.
        for n, row in enumerate(rows[: count + 20]):
            if n < 20 or not step or n % step:
                sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def main() -> int:
    """Load, and say in one sentence what went wrong."""
    load, folder = sys.argv[1], Path(sys.argv[2])
    home = Path(os.environ["SKILLGRAPH_HOME"])
    try:
        store = Engine.open_named()
        with contextlib.closing(store):
            print("begin", flush=True)
            ingest(store, home, [folder / load], today=DAYS[load])
    except SkillgraphError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
