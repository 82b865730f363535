"""Workbooks that claim more than they hold, or hold more than they claim."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from graph.errors import UnreadableFile
from ingest import archives
from ingest.archives import check_archive
from ingest.workbooks import columns, find_header, open_table, text_of

WANTED = columns(name="name", value="value")


def parts() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    for row in (["Name", "Value"], ["a", 1], ["b", 2]):
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path: Path, content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def with_cells(path: Path, cells: bytes) -> Path:
    content = parts()
    content[SHEET] = content[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")
    return pack(path, content)


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        check_archive(path)
    assert caught.value.hint
    return caught.value.message


def test_a_workbook_is_fine_and_other_archives_are_none(tmp_path):
    assert check_archive(pack(tmp_path / "a.xlsx", parts()))
    assert check_archive(pack(tmp_path / "b.xlsx", parts(), zipfile.ZIP_STORED))
    assert not check_archive(pack(tmp_path / "c.zip", {"word/document.xml": b"<x/>"}))


def test_a_member_that_inflates_without_end(tmp_path):
    path = pack(tmp_path / "x.xlsx", parts() | {"xl/styles.xml": b" " * 200_000_000})
    tracemalloc.start()
    try:
        assert "xl/styles.xml inflates to more than" in refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_members_that_are_large_together(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES", 5_000)
    assert "inflates to more than" in refusal(pack(tmp_path / "x.xlsx", parts()))


def test_a_directory_that_understates_a_size(tmp_path):
    content = parts()
    content["xl/styles.xml"] += b" " * 3_000_000
    path = pack(tmp_path / "x.xlsx", content)
    size = struct.pack("<I", len(content["xl/styles.xml"]))
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<I", 100)))
    assert refusal(path).endswith("xl/styles.xml is not as long as its archive says.")


@pytest.mark.parametrize("corner", [b"XFD1048576", b"A4294967295", b"ZZ900000"])
def test_cells_at_opposite_corners(tmp_path, corner):
    path = with_cells(tmp_path / "x.xlsx", b'<row><c r="%s"><v>1</v></c></row>' % corner)
    assert "lie too far apart" in refusal(path)


def test_a_wide_table_of_few_rows_is_fine(tmp_path):
    cells = b'<row r="4"><c r="AAA4"><v>1</v></c></row>'
    assert check_archive(with_cells(tmp_path / "x.xlsx", cells))


def test_a_long_text_that_many_cells_share(tmp_path):
    text = b"<sst><si><t>%s</t></si><si><t>b</t></si></sst>" % (b"x" * 100_000)
    content = parts() | {"xl/sharedStrings.xml": text}
    cells = b"<row>%s</row>" % (b'<c t="s"><v>0</v></c>' * 3_000)
    content[SHEET] = content[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")
    assert "repeat very long texts" in refusal(pack(tmp_path / "x.xlsx", content))


def test_too_many_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    assert "parts" in refusal(pack(tmp_path / "x.xlsx", parts()))


def test_a_file_that_is_too_large_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_FILE", 1_000)
    assert "bytes" in refusal(pack(tmp_path / "x.xlsx", parts()))
    assert not check_archive(pack(tmp_path / "x.zip", {"photo.jpg": b"x" * 2_000}))


OLD = b"\xd0\xcf\x11\xe0" + b"\x00" * 2_000


def test_workbooks_of_the_old_format_are_not_opened(tmp_path):
    path = tmp_path / "x.xls"
    path.write_bytes(OLD + "Workbook".encode("utf-16-le"))
    assert find_header(path, WANTED) is None


def test_a_password_is_named(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(OLD + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match=r"x\.xlsx is protected by a password"):
        find_header(path, WANTED)


def test_a_compression_that_workbooks_do_not_have(tmp_path):
    path = pack(tmp_path / "x.xlsx", parts(), zipfile.ZIP_BZIP2)
    assert "compressed in a way" in refusal(path)


def test_a_file_that_changes_is_looked_at_again(tmp_path):
    path = pack(tmp_path / "x.xlsx", parts())
    assert find_header(path, WANTED) is not None
    content = parts()
    content[SHEET] = content[SHEET].replace(b"Value", b"Other name")
    pack(path, content)
    assert find_header(path, columns(name="name", other="other name")) is not None
    assert find_header(path, WANTED) is None


def test_formulas_are_their_values_and_control_characters_go(tmp_path):
    cells = b'<row r="4"><c r="A4" t="str"><f>1+1</f><v>=1+1</v></c><c r="B4"><v>3</v></c></row>'
    table = open_table(with_cells(tmp_path / "x.xlsx", cells), WANTED)
    assert [text_of(row["name"]) for _, row in table.rows()] == ["a", "b", "=1+1"]
    assert text_of(" a\x00b\x07 \n c[2] ") == "ab c"


def test_entities_are_not_expanded(tmp_path):
    content = parts()
    entities = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    content[SHEET] = entities + content[SHEET].replace(b"<t>a</t>", b"<t>&b;</t>")
    path = pack(tmp_path / "x.xlsx", content)
    with pytest.raises(UnreadableFile, match=r"damaged workbook: .*entity"):
        open_table(path, WANTED)
