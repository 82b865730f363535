"""Changes to workbooks: to the archive, to its XML parts, to cells as a person would edit them."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

from tests.faults.byte_mutations import ODD_TEXTS, Change, flip, overwrite, splice, truncate

Parts = dict[str, bytes]

_PROPERTIES = "docProps/core.xml"


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _pack(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _on_parts(change: Callable[[random.Random, Parts], None]) -> Change:
    def changed(draw: random.Random, content: bytes) -> bytes:
        parts = _parts(content)
        change(draw, parts)
        return _pack(parts)

    return changed


def _largest_sheet(parts: Parts) -> str:
    return max((n for n in parts if "/sheet" in n), key=lambda n: len(parts[n]))


def _on_sheet(change: Callable[[random.Random, bytes], bytes]) -> Change:
    def changed(draw: random.Random, parts: Parts) -> None:
        name = _largest_sheet(parts)
        parts[name] = change(draw, parts[name])

    return _on_parts(changed)


def _a_part(draw: random.Random, parts: Parts) -> None:
    name = draw.choice(sorted(parts))
    change = draw.choice([truncate, flip, overwrite, splice])
    parts[name] = change(draw, parts[name])


def _lost_part(draw: random.Random, parts: Parts) -> None:
    name = draw.choice(sorted(parts))
    other = draw.choice(sorted(parts))
    parts[draw.choice([other, name.upper(), "xl/" + name, "../../" + name])] = parts.pop(name)


def _swelling_part(draw: random.Random, parts: Parts) -> None:
    name = draw.choice(sorted(parts))
    parts[name] += draw.choice([b" ", b"\x00", b"<x/>", b"<!-- -->"]) * 10_000_000


def _entities(draw: random.Random, parts: Parts) -> None:
    name = draw.choice([n for n in sorted(parts) if n.endswith(".xml")])
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
    kind = b"<!DOCTYPE z [<!ENTITY l0 'ha'><!ENTITY f SYSTEM 'file:///etc/hosts'>" + laughs + b"]>"
    body = re.sub(rb"<(t|v)([^>]*)>[^<]*</", rb"<\1\2>&l9;&f;&#0;&#xD800;</", parts[name], count=9)
    parts[name] = re.sub(rb"^(<\?xml[^>]*>)?", lambda m: m[0] + kind, body, count=1)


def _far_cells(draw: random.Random, sheet: bytes) -> bytes:
    corner = draw.choice(
        [b"XFD1048576", b"A1048576", b"ZZZZZZ9", b"A4294967296", b"ZZ900000", b"A0"]
    )
    cell = b'<row r="%s"><c r="%s"><v>1</v></c></row>' % (re.sub(rb"\D", b"", corner), corner)
    return sheet.replace(b"</sheetData>", cell + b"</sheetData>")


def _cell_places(draw: random.Random, sheet: bytes) -> bytes:
    return re.sub(
        rb' r="([A-Z]+)(\d+)"',
        lambda m: (
            b' r="%s%d"' % (draw.choice([b"A", b"C", b"AAA"]), draw.randrange(1, 90))
            if draw.random() < 0.05
            else draw.choice([m[0], b""])
            if draw.random() < 0.05
            else m[0]
        ),
        sheet,
    )


def _cell_values(draw: random.Random, sheet: bytes) -> bytes:
    values = [b"99999999", b"-1", b"x", b"", b"1e999", b"nan", b"&#0;", b"&bad;", b"2958466", b"1"]
    kinds = [b"s", b"n", b"b", b"e", b"d", b"str", b"inlineStr", b"zz", b""]
    share = draw.choice([0.01, 0.2, 1])

    def change(match: re.Match[bytes]) -> bytes:
        if draw.random() > share:
            return match[0]
        return b'%s t="%s"><v>%s</v>' % (match[1], draw.choice(kinds), draw.choice(values))

    return re.sub(rb'(<c r="[A-Z]+\d+")[^>]*><v>([^<]*)</v>', change, sheet)


def _dimension(draw: random.Random, sheet: bytes) -> bytes:
    claim = draw.choice([b"A1:XFD1048576", b"A1", b"Z9:A1", b"", b"A1:A4294967299", b"x:y"])
    return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % claim, sheet)


def _deep(draw: random.Random, sheet: bytes) -> bytes:
    depth = draw.choice([1_000, 100_000])
    return sheet.replace(b"<sheetData>", b"<a>" * depth + b"</a>" * depth + b"<sheetData>")


def _repeated_text(draw: random.Random, parts: Parts) -> None:
    """One long shared string, which many cells refer to: a million times its size when read."""
    text = b"x" * draw.choice([1_000, 300_000])
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    office = b"http://schemas.openxmlformats.org"
    link = b'<Relationship Type="%s/officeDocument/2006/relationships/sharedStrings"' % office
    link += b' Target="/xl/sharedStrings.xml" Id="rId999"/></Relationships>'
    parts["xl/sharedStrings.xml"] = (
        b'<sst xmlns="%s/spreadsheetml/2006/main"><si><t>%s</t></si></sst>' % (office, text)
    )
    types, links = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    parts[types] = parts[types].replace(b"</Types>", part)
    parts[links] = parts[links].replace(b"</Relationships>", link)
    row = b"<row>%s</row>" % (b'<c t="s"><v>0</v></c>' * 50)
    name = _largest_sheet(parts)
    more = row * draw.choice([40, 400])
    parts[name] = parts[name].replace(b"</sheetData>", more + b"</sheetData>")


def _many_sheets(draw: random.Random, parts: Parts) -> None:
    found = re.search(rb"<sheet [^>]*/>", parts["xl/workbook.xml"])
    if found:
        count = draw.choice([20, 300, 5_000])
        again = b"".join(re.sub(rb'name="', b'name="%d ' % i, found[0]) for i in range(count))
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(found[0], again)


def _edited(draw: random.Random, content: bytes) -> bytes:
    """Cells changed as a person with a spreadsheet could: whole columns, headers, odd values."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = max(book.worksheets, key=lambda page: page.max_row * page.max_column)
    wide, high = sheet.max_column, sheet.max_row
    what = draw.choice(["column", "row", "cells", "swap", "insert", "header"])
    if what == "column":
        sheet.delete_cols(draw.randint(1, wide))
    elif what == "row":
        sheet.delete_rows(draw.randint(1, min(6, high)), draw.choice([1, high]))
    elif what == "insert":
        sheet.insert_cols(1, draw.choice([1, 3]))
        sheet.insert_rows(1, draw.choice([1, 50]))
    elif what == "swap":
        first, second = draw.sample(range(1, wide + 1), 2)
        for row in range(1, high + 1):
            one, two = sheet.cell(row, first), sheet.cell(row, second)
            one.value, two.value = two.value, one.value
    else:
        plain = [text for text in ODD_TEXTS if text not in ("\x0b", "\x7f")]
        odd: list[Any] = [*plain, 1e300, True, 2.5, -7, 10**30]
        top = 6 if what == "header" else high
        for _ in range(draw.choice([1, 10, 60])):
            place = draw.randint(1, top), draw.randint(1, wide)
            sheet.cell(*place).value = draw.choice(
                [*odd, sheet.cell(draw.randint(1, top), 1).value]
            )
    file = io.BytesIO()
    book.save(file)
    # The time of saving is in the properties.
    return _pack(_parts(file.getvalue()) | {_PROPERTIES: _parts(content)[_PROPERTIES]})


def _directory(draw: random.Random, content: bytes) -> bytes:
    """A field of a member's entry in the directory of the archive says something else."""
    changed = bytearray(content)
    starts = [m.start() for m in re.finditer(rb"PK\x01\x02", content)]
    start = draw.choice(starts)
    at, layout = draw.choice(
        [(8, "<H"), (10, "<H"), (16, "<I"), (20, "<I"), (24, "<I"), (42, "<I")]
    )
    value = draw.choice([0, 1, 9, 12, 255, 65_535, 1_000_000, 0xFFFFFFFF])
    struct.pack_into(
        layout, changed, start + at, value & (0xFFFF if layout == "<H" else 0xFFFFFFFF)
    )
    return bytes(changed)


def _understated(draw: random.Random, content: bytes) -> bytes:
    """A member that swells, under a directory and a local header that claim a hundred bytes."""
    parts = _parts(content)
    name = draw.choice(sorted(parts))
    parts[name] += b" " * 30_000_000
    packed = _pack(parts)
    true_size = struct.pack("<I", len(parts[name]))
    return packed.replace(true_size, struct.pack("<I", 100))


WORKBOOK_CHANGES: dict[str, Change] = {
    "workbook: part damaged": _on_parts(_a_part),
    "workbook: part lost or renamed": _on_parts(_lost_part),
    "workbook: zip bomb": _on_parts(_swelling_part),
    "workbook: size understated": _understated,
    "workbook: directory of the archive": _directory,
    "workbook: XML entities": _on_parts(_entities),
    "workbook: cells far apart": _on_sheet(_far_cells),
    "workbook: cells misplaced": _on_sheet(_cell_places),
    "workbook: odd types and values": _on_sheet(_cell_values),
    "workbook: dimension": _on_sheet(_dimension),
    "workbook: deep nesting": _on_sheet(_deep),
    "workbook: repeated long text": _on_parts(_repeated_text),
    "workbook: many sheets": _on_parts(_many_sheets),
    "workbook: edited by hand": _edited,
    "workbook: edited again": _edited,
}
