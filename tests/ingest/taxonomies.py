"""Small taxonomies in their published formats, written by us: two versions of each."""

from __future__ import annotations

from pathlib import Path

import openpyxl

Rows = list[list[object]]

OCCUPATIONS: Rows = [
    ["O*NET-SOC Code", "Title", "Description"],
    ["15-1252.00", "Software Developers", "Write programs."],
    ["15-1244.00", "Network and Computer Systems Administrators", "Keep systems up."],
]
TECHNOLOGY: Rows = [
    [
        "O*NET-SOC Code",
        "Title",
        "Example",
        "Commodity Code",
        "Commodity Title",
        "Hot Technology",
        "In Demand",
    ],
    ["15-1252.00", "Software Developers", "Git", 43230000, "Version control software", "Y", "Y"],
    ["15-1252.00", "Software Developers", "Loom Studio", 43230001, "Design software", "N", "N"],
    [
        "15-1244.00",
        "Network and Computer Systems Administrators",
        "Git",
        43230000,
        "Version control software",
        "Y",
        "N",
    ],
]
TITLES: Rows = [
    ["O*NET-SOC Code", "Title", "Alternate Title", "Short Title", "Source(s)"],
    ["15-1252.00", "Software Developers", "Loom Weaver Programmer", "n/a", "08"],
    ["15-1252.00", "Software Developers", "Program Builder", "n/a", "08"],
]
TECHNOLOGY_LATER: Rows = [
    TECHNOLOGY[0],
    TECHNOLOGY[1],
    [
        "15-1244.00",
        "Network and Computer Systems Administrators",
        "Puppet Theatre",
        43230000,
        "Version control software",
        "N",
        "Y",
    ],
]
TITLES_LATER: Rows = [TITLES[0], TITLES[2]]


def workbook(path: Path, rows: Rows) -> Path:
    """Write rows as the first sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def onet(folder: Path, *, later: bool = False) -> Path:
    """A folder with three O*NET files."""
    workbook(folder / "Occupation Data.xlsx", OCCUPATIONS)
    workbook(folder / "Technology Skills.xlsx", TECHNOLOGY_LATER if later else TECHNOLOGY)
    workbook(folder / "Alternate Titles.xlsx", TITLES_LATER if later else TITLES)
    return folder
