"""Text as a student sees it: tokens with character offsets, in windows of one sentence each.

Nothing is lost and nothing is moved: every character that is not blank belongs to exactly one token
of one window, so that an offset found in a window is an offset into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_TOKENS = 80
UNNAMED = "unnamed"
"""The section under a marked heading of which no word is known."""

_TOKEN = re.compile(r"\.?[^\W_][\w+#&]*(?:\.(?=\w)[\w+#&]+)*|_+|[^\w\s]")
_LINE = re.compile(r"[^\r\n\v\f\u0085\u2028\u2029]+")
_SENTENCE_ENDS = frozenset(".!?")
_SOFT_ENDS = frozenset(",;|•·/")
_SECTIONS = {
    word: section
    for section, words in {
        "skills": "skills skill competencies competences expertise technologies proficiencies "
        "strengths abilities stack tools requirements qualifications toolbox bring",
        "experience": "experience employment history career work positions jobs",
        "education": "education certification certifications training degrees academic courses",
        "person": "personal contact name email phone address references",
        "summary": "summary profile objective about overview introduction description",
        "title": "title role position",
        "duties": "responsibilities duties tasks responsibility",
        "other": "interests hobbies languages awards publications benefits company location perks "
        "offer candidate",
    }.items()
    for word in words.split()
}
_BESIDE = frozenset(
    "academic additional and areas background core details essential hard information job key main my "
    "of other preferred professional relevant required selected soft specific technical the top".split()
)


class Token(NamedTuple):
    """A word or a single mark: character offsets (end exclusive) and the text between them."""

    start: int
    end: int
    text: str


class Window(NamedTuple):
    """The tokens of one sentence, list item or heading.

    `section` is the kind of the nearest heading above (`skills`, `experience`, ...), empty before the
    first one; `item` says whether the line is a list item; `heading` whether it is a heading itself.
    """

    tokens: tuple[Token, ...]
    section: str
    item: bool
    heading: bool


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    stop = len(text) if end is None else end
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, stop)]


def windows(text: str) -> Iterator[Window]:
    """The windows of a text, in order; blank lines give none."""
    section = ""
    for line in _LINE.finditer(text):
        tokens = tokenise(text, line.start(), line.end())
        if not tokens:
            continue
        item = _is_item(tokens)
        named = _section_named(tokens, item=item)
        heading = named is not None and named[1]
        section = named[0] if named else section
        for part in _sentences(tokens):
            yield Window(part, section, item and not heading, heading)


def _is_item(tokens: list[Token]) -> bool:
    """Whether a line begins with a bullet or a number (`- `, `* `, `3. `, `3) `)."""
    if len(tokens) < 2:
        return False
    first, second = tokens[0], tokens[1]
    if first.text.isdigit():
        return len(tokens) > 2 and second.text in ".)" and tokens[2].start > second.end
    return not first.text[0].isalnum() and first.text != "#" and second.start > first.end


def _section_named(tokens: list[Token], *, item: bool) -> tuple[str, bool] | None:
    """The section that a line opens, and whether the line holds nothing else.

    A heading is a line of few words that are all words of headings, or is marked as one (`## Skills`,
    `**Skills**`, `SKILLS`); `Skills: Java, SQL` opens a section and has content of its own.
    """
    words: list[str] = []
    for position, token in enumerate(tokens):
        if token.text == ":":
            whole = not any(t.text[0].isalnum() for t in tokens[position + 1 :])
            return _named(words, whole=whole)
        if token.text[0].isalnum():
            words.append(token.text)
        elif token.text not in "#*_&-/=.":
            return None
        if len(words) > 4:
            return None
    marked = tokens[0].text[0] in "#*_=" or all(word.isupper() for word in words)
    known = all(w.casefold() in _SECTIONS or w.casefold() in _BESIDE for w in words)
    if item or not (marked or known):
        return None
    unnamed = (UNNAMED, True) if tokens[0].text == "#" else None
    return _named(words, whole=True) or unnamed


def _named(words: list[str], *, whole: bool) -> tuple[str, bool] | None:
    found = [_SECTIONS[w.casefold()] for w in words if w.casefold() in _SECTIONS]
    return (found[-1], whole) if found else None


def _sentences(tokens: list[Token]) -> Iterator[tuple[Token, ...]]:
    begin = 0
    for position in range(len(tokens)):
        if position + 1 - begin >= MAX_TOKENS:
            cut = _soft_cut(tokens, begin, position + 1)
        elif _ends_sentence(tokens, position):
            cut = position + 1
        else:
            continue
        yield tuple(tokens[begin:cut])
        begin = cut
    if begin < len(tokens):
        yield tuple(tokens[begin:])


def _ends_sentence(tokens: list[Token], position: int) -> bool:
    """A full stop followed by a gap ends a sentence, except in a leading `1. `."""
    if tokens[position].text not in _SENTENCE_ENDS or position + 1 == len(tokens):
        return False
    numbered = position == 1 and tokens[0].text.isdigit()
    return not numbered and tokens[position + 1].start > tokens[position].end


def _soft_cut(tokens: list[Token], begin: int, end: int) -> int:
    """Where to cut a sentence that is too long: after the last comma of its second half."""
    for position in range(end - 1, begin + MAX_TOKENS // 2, -1):
        if tokens[position].text in _SOFT_ENDS:
            return position + 1
    return end
