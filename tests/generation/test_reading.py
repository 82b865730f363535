from __future__ import annotations

import gzip
import json

import pytest

from generation.reading import read_examples
from generation.rjdb import row_of
from graph.errors import UnknownFormat, UnreadableFile
from tests.generation.made_triples import triple

LINES = "".join(triple(i).model_dump_json() + "\n" for i in range(3))
ROW = row_of(triple()).model_dump_json(by_alias=True)


def test_triples_plain_packed_or_in_a_folder(tmp_path):
    (tmp_path / "triples.jsonl").write_text("\n" + LINES, encoding="utf-8")
    (tmp_path / "packed").write_bytes(gzip.compress(LINES.encode()))
    for path in (tmp_path, tmp_path / "triples.jsonl", tmp_path / "packed"):
        examples = read_examples(path)
        assert examples.format == "triples"
        assert list(examples.rows) == [triple(i) for i in range(3)]


def test_rjdb_rows_are_read_as_triples(tmp_path):
    (tmp_path / "rows").write_text("\ufeff" + ROW + "\n\n" + ROW, encoding="utf-8")
    examples = read_examples(tmp_path / "rows")
    assert examples.format == "rjdb"
    first, second = examples.rows
    assert (first.context.index, second.context.index) == (0, 2)
    assert [d.text for d in first.documents()] == [d.text for d in triple().documents()]


def test_separators_of_unicode_end_no_line(tmp_path):
    made = triple(matched="one\u2028two\x85three")
    (tmp_path / "f").write_text(made.model_dump_json(), encoding="utf-8")
    assert list(read_examples(tmp_path / "f").rows) == [made]


def test_a_row_with_fields_missing_is_enough_for_some(tmp_path):
    (tmp_path / "f").write_text(json.dumps({"Resume-matched": "x", "Skills": ["y"]}))
    (row,) = read_examples(tmp_path / "f", whole=False).rows
    assert (row.matched.text, row.context.skills[0].name) == ("x", "y")
    with pytest.raises(UnreadableFile, match="Line 1 of f lacks Job-Description, Resume-unmatched"):
        list(read_examples(tmp_path / "f").rows)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", UnreadableFile, "empty"),
        (b"\n \n", UnreadableFile, "empty"),
        (b"a,b\n", UnreadableFile, "Line 1 of f is not JSON"),
        (b"[1]\n", UnreadableFile, "Line 1 of f is not a JSON object"),
        (b'{"a": 1}\n', UnknownFormat, "neither"),
        (b'\xff{"a": 1}\n', UnreadableFile, "UTF-8"),
        (b"\x1f\x8b\x08junk", UnreadableFile, "cannot be read"),
        (gzip.compress(LINES.encode())[:-20], UnreadableFile, "cannot be read"),
        (LINES.encode() + b"{\n", UnreadableFile, "Line 4 of f is not JSON"),
        (LINES.encode() + ROW.encode(), UnreadableFile, "Line 4 of f is not a triple"),
        (b'{"Resume-matched": 1, "Skills": []}', UnreadableFile, "Resume-matched: Input should"),
        (ROW.replace("instead of", "in place of").encode(), UnreadableFile, "is no phrase"),
    ],
)
def test_damaged_files(tmp_path, content, error, words):
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(error, match=words):
        list(read_examples(tmp_path / "f").rows)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_examples(tmp_path / "absent")
