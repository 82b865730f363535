"""What the tagger knows about a token: the word, its shape and affixes, its neighbours, where it
stands, and whether the graph knows a skill of this name.

Features are strings; one that training never saw weighs nothing. What depends on a single word is
kept in a cache, because words repeat.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from students.tokens import Token, Window

FeatureRows = list[list[str]]
"""One list of feature strings per token of a window."""

_DELIMITERS = frozenset(",;|•·/:()–—\t") | {"and", "or"}
SKILL, WORD = "skill", "word"
_EDGE = "\x02"
_UNKNOWN = "\x03"


class Range(NamedTuple):
    """A stretch of a text that carries a mark; end exclusive."""

    start: int
    end: int
    mark: str


def feature_rows(
    window: Window, known: Sequence[Range], hidden: Sequence[Range] = ()
) -> FeatureRows:
    """The features of a window's tokens.

    Args:
        window: The tokens, with offsets into the text.
        known: Where known names stand in the text, marked with their kind; ordered.
        hidden: Where words are to look unknown (only while training), those marked `SKILL` together
            with the name of the graph; ordered.
    """
    tokens = window.tokens
    gone = marks(tokens, hidden)
    named = marks(tokens, known)
    names = ["" if SKILL in mark else name for name, mark in zip(named, gone, strict=True)]
    words = [_UNKNOWN if mark else t.text for t, mark in zip(tokens, gone, strict=True)]
    words = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    names = ["", *names, ""]
    places = _places(window)
    rows: FeatureRows = []
    for position, token in enumerate(tokens):
        row = ["bias", *shape_features(token.text), *places[position]]
        row += word_features(words[position + 2])
        for offset in (-2, -1, 1, 2):
            row += neighbour_features(words[position + 2 + offset], offset)
        row += _name_features(names, position)
        rows.append(row)
    return rows


def marks(tokens: Sequence[Token], ranges: Sequence[Range]) -> list[str]:
    """Per token, `B-<mark>` where a range begins, `I-<mark>` where it goes on, else nothing."""
    if not ranges or not tokens:
        return [""] * len(tokens)
    found: list[str] = []
    at = max(bisect_right(ranges, tokens[0].start, key=lambda r: r.start) - 1, 0)
    last = -1
    for token in tokens:
        while at < len(ranges) and ranges[at].end <= token.start:
            at += 1
        if at == len(ranges) or ranges[at].start >= token.end:
            found.append("")
            continue
        found.append(f"{'I' if at == last else 'B'}-{ranges[at].mark}")
        last = at
    return found


def _name_features(names: Sequence[str], position: int) -> list[str]:
    before, here, after = names[position : position + 3]
    return [f"name={here}", f"name-1={before}", f"name+1={after}", f"names={here}|{after}"]


@lru_cache(maxsize=100_000)
def shape_features(text: str) -> tuple[str, ...]:
    """How a token looks: `Node.js` is `Xx.x`; marks stand for themselves."""
    shape = "".join(_shape(c) for c in text)
    short = re.sub(r"(.)\1+", r"\1", shape)[:8]
    features = [f"shape={_clean(short)}"]
    if len(text) > 1 and text.isupper():
        features.append("upper")
    if any(c in "+#.&" for c in text) and len(text) > 1:
        features.append("technical")
    return tuple(features)


def _shape(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return character


@lru_cache(maxsize=100_000)
def word_features(text: str) -> tuple[str, ...]:
    """The word in lower case and its affixes; nothing for a word that is to look unknown."""
    if text == _UNKNOWN:
        return ()
    lower = _clean(text.lower())
    affixes = [f"p3={lower[:3]}", f"s3={lower[-3:]}", f"s4={lower[-4:]}"] if len(lower) > 3 else []
    return (f"w={lower}", *affixes)


@lru_cache(maxsize=200_000)
def neighbour_features(text: str, offset: int) -> tuple[str, ...]:
    """What a neighbour says: its word and, when it stands beside, its shape."""
    if text in (_EDGE, _UNKNOWN):
        return (f"{offset}={'edge' if text == _EDGE else 'unknown'}",)
    word = f"{offset}w={_clean(text.lower())}"
    return (word, f"{offset}{shape_features(text)[0]}") if abs(offset) == 1 else (word,)


def _clean(text: str) -> str:
    """Lone surrogates cannot be handed to the tagger."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _places(window: Window) -> list[tuple[str, ...]]:
    """Where each token stands: section, list item, and its place between delimiters.

    Skills are often listed; the place between commas, and how much stands there, tells a skill that
    nobody has seen before.
    """
    tokens = window.tokens
    kind = f"{window.section}|{'heading' if window.heading else 'item' if window.item else 'line'}"
    places: list[tuple[str, ...]] = []
    begin = _lead(tokens)
    places += [(f"kind={kind}", "lead")] * begin
    while begin < len(tokens):
        end = begin
        while end < len(tokens) and tokens[end].text.lower() not in _DELIMITERS:
            end += 1
        size = min(end - begin, 6)
        for position in range(begin, end):
            where = ("first " if position == begin else "") + (
                "last" if position == end - 1 else ""
            )
            places.append((f"kind={kind}", f"place={where}|{size}", f"at={kind}|{where}|{size}"))
        if end < len(tokens):
            places.append((f"kind={kind}", "delimiter"))
        begin = end + 1
    return places


def _lead(tokens: Sequence[Token]) -> int:
    """How many tokens make up the bullet or number that a line begins with."""
    if len(tokens) > 2 and tokens[0].text.isdigit() and tokens[1].text in ".)":
        return 2
    marked = (p for p, token in enumerate(tokens) if token.text[0].isalnum())
    return next(marked, len(tokens))
