"""Writes the workbooks, documents and archives of the sample from the texts in `sources/`.

Run `python -m ingest.sample.make` after a change to a source; it needs the `dev` and `documents`
extras. Time stamps are fixed, so that the same sources give the same files.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
_STAMP = datetime(2025, 1, 1, tzinfo=UTC)
_ZIP_STAMP = (2025, 1, 1, 0, 0, 0)
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its source, and how many columns are text whatever they hold."""

    name: str
    source: str = ""
    text_columns: int = 100


WORKBOOKS = {
    "soc_2018_definitions.xlsx": [Sheet("2018 SOC", "soc_definitions.csv")],
    "soc_2018_direct_match_title_file.xlsx": [Sheet("Sorted by SOC", "direct_match_titles.csv")],
    "national_M2024_dl.xlsx": [
        Sheet("national_M2024_dl", "oews.csv", text_columns=11),
        Sheet("Field Descriptions", "oews_fields.csv"),
        Sheet("Filler"),
    ],
    "occupation.xlsx": [
        Sheet("Index", "projections_index.csv"),
        Sheet("Table 1.1", "table_1_1.csv", text_columns=2),
        Sheet("Table 1.2", "table_1_2.csv", text_columns=3),
        Sheet("Table 1.3", "table_1_3.csv", text_columns=2),
        Sheet("Table 1.11", "table_1_11.csv", text_columns=1),
    ],
}
ARCHIVES = {
    "dice/dice_more.csv.gz": "dice_more.tsv",
    "esco/occupationSkillRelations.csv.gz": "esco_relations.tsv",
}
ONET = {
    "Occupation Data": 3,
    "Alternate Titles": 5,
    "Technology Skills": 3,
    "Skills": 6,
    "Task Statements": 2,
    "Related Occupations": 5,
}
"""The O*NET workbooks, and how many of their first columns are text."""
RESUMES = {
    "priya_raman": ".docx",
    "walter_beaumont": ".docx",
    "ines_carvalho": ".pdf",
    "george_hadley": ".pdf",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a resume: `title`, `heading`, `subheading`, `bullet`, `paragraph` or `table`."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def write_all(folder: Path) -> None:
    """Write every made file below `folder`, where the sample has it."""
    for name in ("data/bls", "data/dice", "data/esco", "data/onet", "resumes"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, source in ARCHIVES.items():
        (folder / "data" / name).write_bytes(gzip.compress(table(source), mtime=0))
    for name, sheets in WORKBOOKS.items():
        (folder / "data/bls" / name).write_bytes(workbook(sheets))
    for name, text_columns in ONET.items():
        source = f"onet_{name.lower().replace(' ', '_')}.csv"
        sheets = [Sheet(name, source, text_columns)]
        (folder / "data/onet" / f"{name}.xlsx").write_bytes(workbook(sheets))
    for name, suffix in RESUMES.items():
        blocks = list(read_blocks((SOURCES / "resumes" / f"{name}.md").read_text("utf-8")))
        render = docx_document if suffix == ".docx" else pdf_document
        (folder / "resumes" / (name + suffix)).write_bytes(render(blocks))


def table(source: str) -> bytes:
    """A table with tabs as CSV.

    The sources have tabs, so that an ingest of this whole folder does not meet the same rows twice.
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(_rows(source, delimiter="\t"))
    return text.getvalue().encode("utf-8")


def workbook(sheets: list[Sheet]) -> bytes:
    """An `.xlsx` file with the sheets in order; figures are numbers shown with separators."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    file = io.BytesIO()
    book.save(file)
    return _with_fixed_times(file.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, cells in enumerate(_rows(sheet.source), start=1):
        for at, text in enumerate(cells, start=1):
            if at > sheet.text_columns and _NUMBER.fullmatch(text):
                cell = page.cell(number, at, float(text))
                cell.number_format = "#,##0.0" if "." in text else "#,##0"
            elif text:
                page.cell(number, at, text)


def read_blocks(text: str) -> Iterator[Block]:
    """The blocks of a resume written in the little of Markdown that the sources use."""
    marks = {"# ": "title", "## ": "heading", "### ": "subheading", "- ": "bullet"}
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.splitlines()
        if lines[0].startswith("|"):
            rows = [tuple(c.strip() for c in line.strip("|").split("|")) for line in lines]
            yield Block("table", rows=(rows[0], *rows[2:]))
            continue
        for line in lines:
            mark = next((mark for mark in marks if line.startswith(mark)), "")
            yield Block(marks.get(mark, "paragraph"), line.removeprefix(mark))


def docx_document(blocks: list[Block]) -> bytes:
    """The blocks as a Word document."""
    import docx

    document = docx.Document()
    levels = {"title": 0, "heading": 1, "subheading": 2}
    for block in blocks:
        if block.kind == "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif block.kind in levels:
            document.add_heading(block.text, levels[block.kind])
        else:
            style = "List Bullet" if block.kind == "bullet" else None
            document.add_paragraph(block.text, style=style)
    document.core_properties.author = "Skillgraph sample"
    file = io.BytesIO()
    document.save(file)
    return _with_fixed_times(file.getvalue())


def pdf_document(blocks: list[Block]) -> bytes:
    """The blocks as a PDF of one column with a built-in font; there is no table in it.

    Raises:
        ValueError: A block is a table.
    """
    from fpdf import FPDF

    pdf = FPDF(format="letter")
    pdf.set_creation_date(_STAMP)
    pdf.add_page()
    sizes = {"title": 18, "heading": 14, "subheading": 11}
    for block in blocks:
        if block.kind == "table":
            raise ValueError("A PDF resume of the sample cannot hold a table.")
        pdf.set_font("helvetica", "B" if block.kind in sizes else "", sizes.get(block.kind, 11))
        text = f"- {block.text}" if block.kind == "bullet" else block.text
        pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(2)
    return bytes(pdf.output())


def _rows(source: str, delimiter: str = ",") -> list[list[str]]:
    if not source:
        return []
    with (SOURCES / source).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


def _with_fixed_times(archive: bytes) -> bytes:
    """The same zip archive with the same time stamp on every member and in its properties."""
    stamp = f"{_STAMP:%Y-%m-%dT%H:%M:%SZ}".encode()
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>" + stamp, content)
            member = zipfile.ZipInfo(name, _ZIP_STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, content)
    return file.getvalue()


if __name__ == "__main__":
    write_all(HERE)
