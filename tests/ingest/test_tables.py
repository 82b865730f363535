"""CSV tables: limits on what a row, a line and an archive may take, and what a reject says."""

import gzip
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from graph.records import Reject
from ingest import tables
from ingest.tables import csv_head, csv_header, csv_rows, csv_table, plain


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        list(csv_rows(path))
    assert caught.value.hint
    return caught.value.message


def test_the_head_is_folded_names_and_the_first_rows(tmp_path):
    path = write(tmp_path / "a.csv", b"\xef\xbb\xbfName , VALUE\r\n\r\nA,1\r\nB,2\r\nC,3\r\n")
    assert csv_head(path) == [["name", "value"], ["A", "1"], ["B", "2"]]
    zipped = write(tmp_path / "a.gz", gzip.compress(path.read_bytes()))
    assert csv_head(zipped) == csv_head(path)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"a\x00b,c\n", b"%PDF-1.7"])
def test_no_head_of_what_is_no_table(tmp_path, content):
    assert csv_head(write(tmp_path / "a.csv", content)) is None


def test_blank_lines_alone_have_no_names(tmp_path):
    assert csv_header(write(tmp_path / "a.csv", b"\n\n\n")) == []


def test_a_changed_file_has_a_new_head(tmp_path):
    path = write(tmp_path / "a.csv", b"one,two\n")
    assert csv_header(path) == ["one", "two"]
    write(path, b"three\n")
    assert csv_header(path) == ["three"]


def test_the_head_of_a_bomb_is_cheap(tmp_path):
    path = write(tmp_path / "a.gz", gzip.compress(b"x" * 50_000_000))
    head = csv_head(path)
    assert head is not None
    assert len(head[0][0]) == 64 * 1024


@pytest.mark.parametrize("fill", [b"\n", b"a,b\n", b"x"])
def test_a_gzip_bomb_is_refused(tmp_path, fill):
    path = write(tmp_path / "a.gz", gzip.compress(b"a,b\n" + fill * (20_000_000 // len(fill))))
    assert "a.gz" in refusal(path)


def test_much_text_that_compresses_as_tables_do_is_read(tmp_path):
    lines = (f"{i},{i * 7919 % 10_007},{'word ' * (i % 5)}\n" for i in range(300_000))
    content = "".join(lines).encode()
    assert len(content) > 4 * 1024 * 1024
    assert sum(1 for _ in csv_rows(write(tmp_path / "a.gz", gzip.compress(content)))) == 300_000


@pytest.mark.parametrize("content", [b"x" * 3_000, b'"a\n' + b"a\n" * 1_000, b'"a\n",' * 1_000])
def test_a_row_without_end_is_refused(tmp_path, monkeypatch, content):
    monkeypatch.setattr(tables, "MAX_RECORD", 2_000)
    assert "a row is longer than 2,000 bytes" in refusal(write(tmp_path / "a.csv", content))


def test_a_field_without_end_is_refused(tmp_path):
    content = b'a,b\n1,"' + b"x\n" * 3_000_000
    assert "a.csv, row 2: field larger than" in refusal(write(tmp_path / "a.csv", content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n", "has a header and no rows"),
        (b"a,c\n1,2\n", "row 1: missing column b"),
        (b"a,b,A\n1,2,3\n", "row 1: the column a is there twice"),
        ("a,b\n1,2\n".encode("utf-16"), "is not UTF-8: it is UTF-16"),
        (b"a,b\n1,caf\xe9\n", "is not UTF-8: byte 9 (line 2) is 0xe9"),
    ],
)
def test_a_table_that_is_wrong_as_a_whole(tmp_path, content, message):
    with pytest.raises(UnreadableFile) as caught:
        list(csv_table(write(tmp_path / "a.csv", content), ("a", "b")))
    assert message in caught.value.message


def test_rows_that_are_wrong_are_rejected_and_notes_may_be_left_out(tmp_path):
    path = write(tmp_path / "a.csv", b"b,a,c\n 2 ,1,=1+1\nnote\nnote,,\n1\x00,2,3\n1,2,3,4\n")
    rejects = [
        Reject("a.csv", 5, "NUL byte", "the row holds a character that no text has"),
        Reject("a.csv", 6, "too many columns", "4 instead of 3"),
    ]
    row = (2, {"a": "1", "b": "2"})
    assert list(csv_table(path, ("a", "b"), notes=True)) == [row, *rejects]
    short = Reject("a.csv", 3, "too few columns", "1 instead of 3")
    blank = (4, {"a": "", "b": "note"})
    assert list(csv_table(path, ("a", "b"))) == [row, short, blank, *rejects]


def test_lines_of_every_kind_end_rows(tmp_path):
    path = write(tmp_path / "a.csv", b"a,b\r1,2\r\n3,4\n5,6")
    assert [row.cells for row in csv_rows(path)][1:] == [["1", "2"], ["3", "4"], ["5", "6"]]


def test_plain_text_is_one_line_without_control_characters():
    assert plain(" a\x00b\t\xa0c\x07\nd ") == "ab c d"
    assert plain("naïve – “text”") == "naïve – “text”"
    assert plain("a\u2028b") == "a b"
