"""Documents written here in every format are read back; what cannot be read says why."""

import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import MissingExtra, UnreadableFile
from ingest.resumes import MAX_BYTES, find_documents, read_document

docx = pytest.importorskip("docx", reason="needs the documents extra")
fpdf = pytest.importorskip("fpdf", reason="needs the dev extra")
pypdf = pytest.importorskip("pypdf", reason="needs the documents extra")


def make_docx(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Ada Example")
    document.add_paragraph("Knows Python")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Skills"
    table.cell(1, 0).text = "SQL"
    table.cell(1, 1).text = "Java"
    document.add_paragraph("The end")
    document.save(str(path))
    return path


def make_pdf(path: Path, *texts: str, password: str | None = None) -> Path:
    pdf = fpdf.FPDF()
    pdf.set_font("Helvetica", size=12)
    for text in texts:
        pdf.add_page()
        if text:
            pdf.multi_cell(0, 8, text)
    pdf.output(str(path))
    if password is not None:
        writer = pypdf.PdfWriter(clone_from=str(path))
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
        writer.write(str(path))
    return path


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Ada\r\nPython\rSQL  \n\n\n\nend\n", "Ada\nPython\nSQL\n\nend"),
        ("﻿Ada".encode(), "Ada"),
        ("Ada\x00 Cafe\u0301\u200b \uf0b7 SQL".encode() + b" x" * 99, None),
        ("Ada — Öl".encode("utf-16"), "Ada — Öl"),
    ],
)
def test_plain_text_is_tidied(tmp_path, raw, text):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    out = read_document(path)
    if text is None:
        assert out.startswith("Ada Café • SQL")
        assert "\x00" not in out
        assert out == unicodedata.normalize("NFC", out)
    else:
        assert out == text


def test_a_word_document_with_a_table_in_page_order(tmp_path):
    text = read_document(make_docx(tmp_path / "a.docx"))
    assert text == "Ada Example\nKnows Python\nSkills\nSQL\tJava\nThe end"


def test_a_pdf_of_two_pages(tmp_path):
    text = read_document(make_pdf(tmp_path / "a.pdf", "Ada knows Python", "and SQL"))
    assert text.split() == ["Ada", "knows", "Python", "and", "SQL"]


def test_content_decides_not_the_suffix(tmp_path):
    assert "Knows Python" in read_document(make_docx(tmp_path / "a.txt"))
    assert "Python" in read_document(make_pdf(tmp_path / "b.md", "Python"))


def test_a_pdf_with_an_empty_password_is_open_to_all(tmp_path):
    assert read_document(make_pdf(tmp_path / "a.pdf", "Python", password="")) == "Python"


def test_a_pdf_with_a_password_is_refused(tmp_path):
    path = make_pdf(tmp_path / "a.pdf", "Python", password="secret")
    with pytest.raises(UnreadableFile, match="encrypted"):
        read_document(path)


def archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("notes.txt", "hello")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty.txt": (lambda p: p.write_bytes(b""), "is empty"),
    "blank.txt": (lambda p: p.write_text(" \n\t\n--"), "holds no text"),
    "latin.txt": (lambda p: p.write_bytes(b"ok\ncaf\xe9"), r"byte 6 \(line 2\) is 0xe9"),
    "binary.txt": (lambda p: p.write_bytes(b"abc\x00\x00\x00" * 50), "no text document"),
    "scan.pdf": (lambda p: make_pdf(p, ""), "holds no text"),
    "cut.pdf": (lambda p: p.write_bytes(b"%PDF-1.7\n1 0 obj\n<<"), "damaged PDF"),
    "cut.docx": (lambda p: p.write_bytes(make_docx(p).read_bytes()[:900]), "damaged Word"),
    "other.docx": (archive, "no Word document"),
    "old.doc": (lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0 old"), "old or encrypted"),
    "big.txt": (lambda p: p.write_bytes(b"a" * (MAX_BYTES + 1)), "too large"),
    "long.txt": (lambda p: p.write_bytes(b"word " * 300_000), "too large"),
    "gone.txt": (lambda p: None, "cannot be opened"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_says_why(tmp_path, name):
    write, message = BAD[name]
    write(tmp_path / name)
    with pytest.raises(UnreadableFile, match=message) as caught:
        read_document(tmp_path / name)
    assert name in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(("name", "package"), [("a.docx", "docx"), ("a.pdf", "pypdf")])
def test_a_missing_package_is_named(tmp_path, monkeypatch, name, package):
    path = make_docx(tmp_path / name) if package == "docx" else make_pdf(tmp_path / name, "x")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra, match=r"skillgraph\[documents\]"):
        read_document(path)


def test_documents_are_found_sorted_once_and_not_hidden(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.PDF", "sub/d.csv", ".git/e.txt", "sub/.f.txt", "g.log"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = find_documents([tmp_path, tmp_path / "b.txt", tmp_path / "g.log"])
    assert [str(p.relative_to(tmp_path)) for p in found] == ["a.md", "b.txt", "g.log", "sub/c.PDF"]
    with pytest.raises(UnreadableFile, match="does not exist"):
        find_documents([tmp_path / "none"])


def test_lines_that_the_page_wrapped_are_joined_again() -> None:
    from ingest.resumes import _WRAP

    wrapped = (
        "Prepared quarterly reports for the whole company, which covered tax\n"
        "preparation and more.\n- Next\nline"
    )
    assert "tax preparation and more.\n- Next\nline" in _WRAP.sub(" ", wrapped)
    assert _WRAP.sub(" ", "Skills\njava\npython") == "Skills\njava\npython"
