"""The Dice reader: the schema, the quirks, and every way in which a file can be wrong."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from graph.records import Posting, Reject
from ingest.dice import COLUMNS, DiceSource
from tests.ingest.real import only, real

SOURCE = DiceSource()


def row(**cells: str) -> list[str]:
    base = dict.fromkeys(COLUMNS, "") | {"jobtitle": "Java Developer", "skills": "Java, SQL"}
    return [(base | cells)[name] for name in COLUMNS]


def render(*rows: Sequence[str], header: Sequence[str] = COLUMNS) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def write(path: Path, *rows: Sequence[str], header: Sequence[str] = COLUMNS) -> Path:
    path.write_bytes(render(*rows, header=header))
    return path


def postings(path: Path) -> list[Posting]:
    return only(Posting, read(path))


def recognise_and_read(path: Path) -> None:
    assert SOURCE.recognises(path)
    read(path)


def read(path: Path) -> list[Posting | Reject]:
    return list(SOURCE.read(path))


def test_a_row_becomes_a_posting(tmp_path):
    path = write(
        tmp_path / "any.name",
        row(
            uniq_id="u1",
            company=" Acme,\xa0Inc ",
            joblocation_address="Austin, TX",
            postdate="4 days ago",
            jobdescription="Line one\nline two",
        ),
    )
    assert SOURCE.recognises(path)
    [posting] = read(path)
    assert isinstance(posting, Posting)
    assert posting.key == "dice:u1"
    assert (posting.company, posting.place, posting.posted) == (
        "Acme, Inc",
        "Austin, TX",
        "4 days ago",
    )
    assert posting.text == "Line one\nline two"
    assert posting.source_row == "any.name:2"
    assert [m.key for m in posting.skills] == ["java", "sql"]


def test_gzip_bom_crlf_and_extra_columns_make_no_difference(tmp_path):
    plain = postings(write(tmp_path / "a.csv", row(), row(skills="Perl")))
    wide = render(
        [*row(), "1", "x"], [*row(skills="Perl"), "2", "y"], header=[*COLUMNS, "src_row", "extra"]
    )
    zipped = tmp_path / "a.csv.gz"
    zipped.write_bytes(gzip.compress(b"\xef\xbb\xbf" + wide.replace(b"\r\n", b"\r")))
    assert SOURCE.recognises(zipped)
    assert [p.key for p in postings(zipped)] == [p.key for p in plain]
    assert all(p.key.startswith("dice:") and len(p.key) == 37 for p in plain)


def test_the_key_depends_on_content_not_on_place(tmp_path):
    first, again, other = postings(
        write(tmp_path / "a.csv", row(), row(), row(joblocation_address="Austin, TX"))
    )
    assert first.key == again.key != other.key


def test_names_too_long_for_an_index_are_not_loaded(tmp_path):
    long = "x" * 1_001
    path = write(
        tmp_path / "a.csv", row(jobtitle=long), row(uniq_id=long), row(skills=f"{long}, Perl")
    )
    reject, hashed, loaded = read(path)
    assert isinstance(reject, Reject)
    assert (reject.reason, len(reject.detail)) == ("title too long", 80)
    assert isinstance(hashed, Posting)
    assert len(hashed.key) == 37
    assert isinstance(loaded, Posting)
    assert [m.key for m in loaded.skills] == ["perl"]


def test_formulas_stay_text(tmp_path):
    title = '=HYPERLINK("http://example.com","Java Developer")'
    [posting] = postings(write(tmp_path / "a.csv", row(jobtitle=title, company="@SUM(A1)")))
    assert (posting.title, posting.company) == (title, "@SUM(A1)")


def test_rows_that_cannot_load_are_rejected_with_their_row_number(tmp_path):
    path = write(
        tmp_path / "a.csv",
        row(jobdescription="two\nlines"),
        row(jobtitle=" "),
        row(skills="null"),
        row(skills="a\x00b"),
        row()[:-2],
        [*row(), "more"],
        [],
        row(jobtitle="???"),
        row(skills="", jobdescription="Some text"),
    )
    out = read(path)
    rejects = [(r.file, r.row, r.reason) for r in only(Reject, out)]
    assert rejects == [
        ("a.csv", 3, "no title"),
        ("a.csv", 4, "no skills and no description"),
        ("a.csv", 5, "NUL byte"),
        ("a.csv", 6, "too few columns"),
        ("a.csv", 7, "too many columns"),
        ("a.csv", 9, "no title"),
    ]
    assert [p.source_row for p in only(Posting, out)] == ["a.csv:2", "a.csv:10"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(render(*[row()] * 300))[:-20], "truncated gzip"),
        (gzip.compress(render(row()))[:14], "truncated gzip"),
        (render(row()) + b"caf\xe9\r\n", f"byte {len(render(row())) + 3} (line 3) is 0xe9"),
        (render(row()).decode().encode("utf-16"), "is UTF-16"),
        (render(row()[:10], header=[c for c in COLUMNS if c != "skills"]), "missing column skills"),
        (render(), "header and no rows"),
        (b"", "is empty"),
        (render(row()) + b'x,"never closed\r\n' + render(row()), "row 3 is never closed"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_refused_in_one_sentence(tmp_path, content, message):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        recognise_and_read(path)
    assert message in caught.value.message
    assert "bad.csv" in caught.value.message
    assert caught.value.hint


def test_a_damaged_gzip_is_refused(tmp_path):
    content = bytearray(gzip.compress(render(*[row(company=str(i)) for i in range(500)])))
    content[len(content) // 2] ^= 0xFF
    path = tmp_path / "bad.gz"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="gzip"):
        read(path)


@pytest.mark.parametrize(
    "content", [b"a,b\n1,2\n", b"PK\x03\x04rest", b"\x00\x01\x02", b"{}", b"%PDF-1.7"]
)
def test_other_files_are_not_recognised(tmp_path, content):
    path = tmp_path / "dice_jobs.csv"
    path.write_bytes(content)
    assert not SOURCE.recognises(path)


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        SOURCE.recognises(tmp_path / "none.csv")


def test_the_real_files_load():
    small = read(real("dice/dice_small.csv"))
    assert len(small) == 15
    assert all(isinstance(r, Posting) and r.text for r in small)
    out = read(real("dice/dice_jobs.csv.gz"))
    assert len(out) == 21_999
    reasons = Counter(r.reason for r in only(Reject, out))
    assert reasons == {"no skills and no description": 60}
    loaded = only(Posting, out)
    assert sum(bool(p.company) for p in loaded) > 15_900
    assert sum(any(m.certain for m in p.skills) for p in loaded) > 0.85 * len(loaded)
