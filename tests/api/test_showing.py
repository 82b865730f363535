"""A triple to look at: marked pieces, the tree of its walk, the terminal, the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import showing
from api.cli import run
from api.page import page
from generation.examples import AnnotatedDocument, SkillSpan, Triple
from tests.generation.made_triples import triple, walk


def pieces(text: str, *spans: tuple[int, int, str]) -> list[tuple[str, str | None]]:
    marked = tuple(SkillSpan(start=a, end=b, text=text[a:b], skill=s) for a, b, s in spans)
    found = showing.pieces(AnnotatedDocument(text=text, spans=marked), {"x": "removed"})
    return [(p.text, p.span.skill if p.span else None) for p in found]


def test_pieces_are_cut_at_spans_and_the_shortest_counts():
    assert pieces("abcdef", (1, 5, "task"), (2, 3, "x")) == [
        ("a", None),
        ("b", "task"),
        ("c", "x"),
        ("de", "task"),
        ("f", None),
    ]
    assert pieces("", (0, 3, "beyond")) == []


@given(
    st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5)
)
def test_pieces_are_the_whole_text(text, spans):
    assert "".join(p for p, _ in pieces(text, *((a, b, "x") for a, b in spans))) == text


def told(branch: showing.Branch) -> object:
    nodes, rest = branch.chain()
    name = " ".join(node.step.key for node in nodes) + f" x{branch.times}"
    return (name, [told(each) for each in rest]) if rest else name


def test_a_walk_is_a_tree_of_the_ways_from_the_start():
    (root,) = showing.walk(walk("soc:1 java soc:2 sql", "soc:1 java soc:2", "soc:1 git"))
    assert told(root) == ("soc:1 x3", [("java soc:2 x2", ["sql x1"]), "git x1"])
    assert [told(r) for r in showing.walk(walk("a b", "c d"))] == ["a b x1", "c d x1"]
    assert showing.walk(()) == []


def test_what_becomes_of_skills_and_jobs():
    context = triple().context
    assert [s.role for s in showing.skills(context)] == ["removed", "kept", "kept", "added"]
    assert [j.remark for j in showing.jobs(context)] == ["until 2020 in the unmatched resume", ""]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "triples.jsonl"
    lines = [triple(i).model_dump_json() + "\n" for i in range(3)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_the_terminal_shows_all_of_it(file, capsys, monkeypatch):
    for width in ("70", "150"):
        monkeypatch.setenv("COLUMNS", width)
        assert run(["show", str(file), "--index", "2"]) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= int(width)
        for told in ("triple " + triple(2).key, "Soc:1", "└──", "Unmatched resume", "QA Tester"):
            assert told in out


def test_documents_do_not_steer_the_terminal(tmp_path, capsys):
    made = triple(matched="red \x1b[31m\x9b31m and so on\r\u202e")
    (tmp_path / "f").write_text(made.model_dump_json(), encoding="utf-8")
    assert run(["show", str(tmp_path / "f")]) == 0
    out = capsys.readouterr().out
    assert "red \ufffd[31m" in out
    assert not set("\x1b\x9b\r\u202e") & set(out)


def test_a_key_finds_its_triple(file, capsys):
    key = triple(1).key
    assert run(["show", key, "--on", str(file.parent), "--json"]) == 0
    assert key in capsys.readouterr().out
    assert run(["show", key[:8], "--on", str(file)]) == 2
    assert "3 triples have a key" in capsys.readouterr().err


class Checker(HTMLParser):
    """Every element that needs an end has one; the text; what the page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.text.append(data)


def test_the_page_stands_alone_and_holds_the_documents():
    checker = Checker()
    checker.feed(page(triple()))
    assert checker.open == []
    assert checker.links == []
    text = "".join(checker.text)
    for document in triple().documents():
        assert document.text in text
    assert "@import" not in page(triple())
    assert "url(" not in page(triple())


def test_the_page_escapes_everything():
    bad = "<script>alert(1)</script>&amp;\"'"
    data = triple().model_dump_json().replace("Java Developer", bad.replace('"', '\\"'))
    text = page(Triple.model_validate_json(data))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_marks_tell_how_and_what_for():
    text = page(triple())
    assert re.search(r'<mark class="removed alias" title="java: [^"]*">Java SE</mark>', text)
    assert re.search(r'<mark class="kept implied" [^>]*>tests for every change</mark>', text)
    assert re.search(r'<mark class="added verbatim" [^>]*>Scala</mark>', text)


def test_the_page_is_written_by_rename(file, tmp_path, capsys):
    out = tmp_path / "triple.html"
    assert run(["show", str(file), "--html", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_text(encoding="utf-8") == page(triple(0))
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith("tmp")] == []
    assert run(["show", str(file), "--html", str(tmp_path / "no" / "x")]) == 1
