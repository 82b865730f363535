"""The first barrier: what is refused before any server sees it, and what passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import guard
from graph.errors import NotReadOnly, QueryError
from graph.guard_cursor import DEEPEST
from graph.guard_tokens import MAX_LENGTH
from tests.sources import ROOT
from tests.statements import ATTACKS, READS, Statement

# What a refusal that is no NotReadOnly may be: it is no statement as the reader knows them.
UNREADABLE = ("cannot be read", "closes nothing", "is not closed", "runs into what follows")


def ids(statements: list[Statement]) -> list[str]:
    return [f"{s.kind}-{i}" for i, s in enumerate(statements)]


def test_there_is_enough_to_try() -> None:
    assert len(ATTACKS) >= 150
    assert len(READS) >= 80
    assert len({s.text for s in ATTACKS}) == len(ATTACKS)
    assert len({s.text for s in READS}) == len(READS)


@pytest.mark.parametrize("attack", ATTACKS, ids=ids(ATTACKS))
def test_attacks_are_refused(attack: Statement) -> None:
    with pytest.raises((NotReadOnly, QueryError)) as caught:
        guard.check(attack.text)
    error = caught.value
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    assert error.message.isprintable()
    if isinstance(error, QueryError):
        assert any(words in error.message for words in UNREADABLE)


@pytest.mark.parametrize("read", READS, ids=ids(READS))
def test_reads_pass(read: Statement) -> None:
    guard.check(read.text)


def library(*folders: str) -> list[Path]:
    return [path for f in folders for path in sorted((ROOT / "cypher" / f).glob("**/*.cypher"))]


@pytest.mark.parametrize("path", library("read", "lookup", "search"), ids=lambda p: p.stem)
def test_reads_of_the_library_pass(path: Path) -> None:
    guard.check(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", library("sync", "walk", "write", "schema"), ids=lambda p: p.stem)
def test_writes_of_the_library_are_refused(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if "// mode: read" in text:
        guard.check(text)
    else:
        with pytest.raises((NotReadOnly, QueryError)):
            guard.check(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The statement is empty."),
        ("  // nothing\n", "The statement is empty."),
        ("MATCH (n) SET n.x = 1", "SET is not allowed (character 11): statements here only read."),
        ("RETURN foo.bar(1)", "The function foo.bar is not allowed (character 8)."),
        ("CALL dbms.components()", "The procedure dbms.components is not allowed (character 6)."),
        ("RETURN 1; RETURN 2", "Only one statement at a time is allowed."),
        ("MATCH (n RETURN n", "The ( at character 7 is not closed."),
        ("MATCH n) RETURN n", "The ) at character 8 closes nothing."),
        ("MATCH (n) RETURN", "The statement cannot be read at character 17: it ends."),
        ("MATCH (n) RETUN n", "The statement cannot be read at character 11: there is `retun`."),
        (
            "RETURN 'my text' 'secret'",
            "The statement cannot be read at character 18: there is a string.",
        ),
        ("RETURN 'abc", "The string that begins at character 8 is not closed."),
        ("RETURN 1 /* abc", "The comment that begins at character 10 is not closed."),
        ("RETURN \\u0031", "Escapes outside of strings are not allowed (character 8)."),
        ("RETURN 1abc", "The number at character 8 runs into what follows."),
        (
            "MATCH\u00a0(n) RETURN n",
            "The character U+00A0 (no-break space) at 6 is not allowed there.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text: str, message: str) -> None:
    with pytest.raises((NotReadOnly, QueryError)) as caught:
        guard.check(text)
    assert caught.value.message == message


def test_a_long_statement_is_refused() -> None:
    guard.check(f"RETURN {'1 + ' * (MAX_LENGTH // 5)} 1")
    with pytest.raises(QueryError, match="characters"):
        guard.check(f"RETURN '{'x' * MAX_LENGTH}'")


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]", ("{a: ", "}"), ("size(", ")")])
def test_deep_nesting_is_refused_and_breaks_nothing(opening: str, closing: str) -> None:
    for depth in (DEEPEST // 2 - 2, 5000):
        text = f"RETURN {opening * depth} 1 {closing * depth} AS x"
        if depth < DEEPEST:
            guard.check(text)
        else:
            with pytest.raises(QueryError, match="nested more than"):
                guard.check(text)


def test_a_word_that_writes_is_no_variable_before_an_index() -> None:
    guard.check("WITH [1] AS delete RETURN delete")
    guard.check("WITH [1] AS delete RETURN `delete`[0]")
    with pytest.raises(NotReadOnly, match="DELETE"):
        guard.check("WITH [1] AS delete RETURN delete[0]")
