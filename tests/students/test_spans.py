from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.examples import SkillSpan
from students.spans import decode, encode
from students.tokens import tokenise


def span(start: int, end: int) -> SkillSpan:
    return SkillSpan(start=start, end=end, text="", skill="x")


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("OOO", []),
        ("BIO", [(0, 2)]),
        ("BBI", [(0, 1), (1, 3)]),
        ("IIO", [(0, 2)]),
        ("OIB", [(1, 2), (2, 3)]),
        ("", []),
    ],
)
def test_decode(labels: str, spans: list[tuple[int, int]]) -> None:
    assert decode(labels) == spans


def test_encode_marks_whole_tokens_and_keeps_neighbours_apart() -> None:
    tokens = tokenise("Java SQL front-end work")
    assert "".join(encode(tokens, [span(5, 8), span(0, 4), span(9, 16)])) == "BBBIIO"


def test_encode_ignores_spans_of_other_windows() -> None:
    assert encode(tokenise("a Java", 2), [span(0, 1), span(9, 12)]) == ["O"]


@given(st.lists(st.sampled_from("BIO"), min_size=1, max_size=12))
def test_encode_gives_back_what_decode_found(labels: str) -> None:
    text = " ".join("w" for _ in labels)
    tokens = tokenise(text)
    spans = decode(labels)
    marked = [span(tokens[s].start, tokens[e - 1].end) for s, e in spans]
    assert decode(encode(tokens, marked)) == spans
