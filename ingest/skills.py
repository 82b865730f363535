"""A posting's skill field, cut into mentions of skills. Depth comes later; nothing is invented.

Every mention's `raw` is made of words of the field. A piece that may be no skill (a generic word,
a role, a sentence, the end of a field cut off at 200 characters) is kept with `certain=False`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from graph.keys import skill_key
from graph.records import SkillMention
from ingest.skill_content import is_placeholder
from ingest.skill_names import is_known
from ingest.skill_pieces import (
    Known,
    is_certain,
    is_skill_like,
    strip_piece,
    strip_role,
)
from ingest.skill_places import is_state, without_city
from ingest.skill_runs import Part, looks_technical, names_of, prose_names
from ingest.skill_words import LINKS, SENTENCE

_MAX_FIELD = 20_000
_CUT = 200
_CUT_FROM = 190  # blanks in a row were made one after the cut
_SHORT_END = 2
_PROSE_WORDS = 12
_PROSE_SHARE = 0.2
_LISTED_WORDS = 3.5
_LOOSE_NAME = 3
_LISTING = frozenset({"and", "or"})
_HEADER_WORDS = 5

_SEPARATOR = re.compile(
    r"[,;|\n\r\t\"“”\[\]{}•·▪●◦■□✓➢\ue000-\uf8ff\ufffd]|(?<!:)//+|\.{2,}|…|&bull;"
    r"|(?:^|(?<=\s))[*?@–—-]+(?=\s)|(?<=\w)\*{2,}|(?<=\s)(?:and/or|including|such as)(?=\s)"
    r"|(?<=\s)(?:i\.e\.|e\.g\.)(?=[\s,])"
    r"|(?<=[a-z0-9)+#])(?<!\b[SsJj][Rr])\.\s+(?=[A-Z](?!et\b|ET\b))|(?<=:)\s"
)
_LOST = re.compile(r"(?<=\w)\?s\b")  # `API?s` was `API’s`
_LAST_WORD = re.compile(r"[^\s/,;|]*$")
_COMPANY = re.compile(r"\s*(?:inc|llc|ltd|corp)(?:\.|\s*$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:^|(?<=[\s,;/]))\(?\d{1,2}[.)](?:\s+(?=[A-Za-z.])|(?=[A-Za-z]{2}))")
_SUB_BULLET = re.compile(r"\so\s")
_BRACKETS = re.compile(r"\([^()]*\)")
_PARENTHESIS = re.compile(r"[()]")
_YEARS = re.compile(r"\bover \d+(?:\.\d+)? ?year(?:\(s\)|s)?", re.IGNORECASE)
_BOOLEAN_WORD = re.compile(r"\b(?:AND|OR|NOT)\b|\b(?:and|or)\b")
_UPPER_BOOLEAN = re.compile(r"\b(?:AND|OR)\b")
_BOOLEAN_BREAK = re.compile(r"\b(?:AND|OR|NOT|and|or)\b|[()]")
_ASKING = re.compile(
    r"experience|knowledge|expertise|proficien|familiar|understanding", re.IGNORECASE
)
_HEADER = re.compile(
    r"skill|require|experience|must|qualif|respons|background|dut|descr|role|title|"
    r"location|position|technolog|tool|key|nice|plus|note|duration|year|level|resume",
    re.I,
)


def split_skills(raw: str, known: Known | None = None) -> list[SkillMention]:
    """The skills that a field names, first mention of each key, in order.

    Args:
        raw: The field as published.
        known: Whether a string is the name of a skill; a short built-in list by default. It
            decides where runs without separators, slashes and `and` are cut.
    """
    text = raw[:_MAX_FIELD].replace("&nbsp;", " ").replace("&amp;", "&")
    text = _LOST.sub("", _YEARS.sub(" ", text))
    if is_placeholder(text):
        return []
    known = known or is_known
    boolean = _is_boolean(text)
    method = "boolean" if boolean else "prose" if _is_prose(text) else "split"
    pieces = list(_boolean_pieces(text) if boolean else _pieces(text))
    last = pieces.pop() if _CUT_FROM <= len(raw) <= _CUT and raw[-1].isalnum() else ""
    mentions: dict[str, SkillMention] = {}
    for piece in _without_places(pieces, known):
        _add(mentions, _remembered(piece, method, known))
    _add(mentions, _cut_off(last, method, known, inside_word=len(raw) == _CUT))
    return list(mentions.values())


def _add(mentions: dict[str, SkillMention], found: Iterable[SkillMention]) -> None:
    """The first mention of a key stays, unless a later one is surer."""
    for mention in found:
        first = mentions.setdefault(mention.key, mention)
        if mention.certain and not first.certain:
            mentions[mention.key] = mention


def _cut_off(piece: str, method: str, known: Known, *, inside_word: bool) -> Iterator[SkillMention]:
    """The last piece of a field that was cut off: only known names are sure.

    Where the cut may be inside a word, the word is not: `Java` may have been `JavaScript`.
    """
    before = _LAST_WORD.split(piece)[0] if inside_word else piece
    for mention in _remembered(before, method, known):
        sure = mention.certain and known(mention.raw) and len(mention.raw) > _SHORT_END
        yield replace(mention, certain=sure)
    for mention in _remembered(piece[len(before) :], method, known):
        yield replace(mention, certain=False)


def _without_places(pieces: list[str], known: Known) -> Iterator[str]:
    """`Middle River`, `MD` go together, `Java`, `MS` do not; `Acme`, `Inc.` is a company."""
    if not any(is_state(piece) or _COMPANY.match(piece) for piece in pieces):
        yield from pieces
        return
    after_city = False
    for piece, following in pairwise([*pieces, ""]):
        state_of_it, after_city = after_city and is_state(piece), False
        kept = piece
        if is_state(following) and not known(strip_piece(piece, known)):
            before = without_city(piece, following)
            after_city = before is not None
            kept = piece if before is None else before
        company = _COMPANY.match(piece) or (_COMPANY.match(following) and not known(piece))
        if kept and not (state_of_it or company):
            yield kept


def _is_boolean(text: str) -> bool:
    words = _BOOLEAN_WORD.findall(text)
    queried = "(" in text or '"' in text or "*" in text
    if _UPPER_BOOLEAN.search(text) and queried and ")" in text:
        return len(words) > text.count(",")
    return len(words) >= 3 and text.count(",") == 0 and len(words) * 5 >= len(text.split())


def _is_prose(text: str) -> bool:
    words = text.casefold().split()
    loose = [word for word in words if word in SENTENCE or word in LINKS]
    listed = len(words) <= _LISTED_WORDS * (1 + text.count(",") + text.count(";"))
    # `Linux and Cisco and Nessus` is a list, too.
    told = sum(word not in _LISTING for word in loose) > 1 and len(loose) >= _PROSE_SHARE * len(
        words
    )
    return len(words) >= _PROSE_WORDS and not listed and told


def _boolean_pieces(text: str) -> Iterator[str]:
    for part in _BOOLEAN_BREAK.split(text):
        yield from _SEPARATOR.split(part.replace("* ", " "))


def _pieces(text: str) -> Iterator[str]:
    """Cut at separators outside brackets."""
    numbered = len(_NUMBER.findall(text)) > 1
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text)]
    cuts += [(m.start(), m.end()) for m in _NUMBER.finditer(text)] if numbered else []
    cuts += [(m.start(), m.end()) for m in _SUB_BULLET.finditer(text)] if "•" in text else []
    closed = [(m.start(), m.end()) for m in _BRACKETS.finditer(text)]
    paired = {at for left, right in closed for at in (left, right - 1)}
    cuts += [(m.start(), m.end()) for m in _PARENTHESIS.finditer(text) if m.start() not in paired]
    start = bracket = 0
    for left, right in sorted(cuts):
        while bracket < len(closed) and closed[bracket][1] <= left:
            bracket += 1
        if bracket < len(closed) and closed[bracket][0] < left:
            continue
        if left >= start:
            yield text[start:left]
            start = right
    yield text[start:]


@lru_cache(maxsize=1 << 16)
def _remembered(piece: str, method: str, known: Known) -> tuple[SkillMention, ...]:
    """Fields repeat each other's pieces: five of six are seen again."""
    return tuple(_mentions(piece, method, known))


def _mentions(piece: str, method: str, known: Known) -> Iterator[SkillMention]:
    header = piece.rstrip().endswith(":")
    if header and _HEADER.search(piece):
        # `Must have:` announces; in `… Oracle 12c and Linux experience, pluses are:` names stand.
        found = prose_names(piece, known) if len(piece.split()) > _HEADER_WORDS else []
        for name in found:
            yield SkillMention(skill_key(name), name, "prose", certain=True)
        return
    whole = _BRACKETS.fullmatch(piece.strip())
    if whole:
        for inner in _pieces(piece.strip()[1:-1]):
            yield from _mentions(inner, method, known)
        return
    parts, remarks = _without_brackets(piece)
    for text in parts:
        yield from _named(text, method, known, sure=not header)
    for remark in remarks:
        inners = list(_pieces(remark))
        for inner in inners:
            yield from _named(inner, method, known, sure=len(inners) > 1)


def _without_brackets(piece: str) -> tuple[list[str], list[str]]:
    remarks = [match.group()[1:-1] for match in _BRACKETS.finditer(piece)]
    # `LAN(s)` holds no remark.
    return _BRACKETS.split(piece), [text for text in remarks if len(text) > 1]


def _named(text: str, method: str, known: Known, *, sure: bool) -> Iterator[SkillMention]:
    bare = strip_piece(text, known)
    asked = len(bare) < len(text.strip()) and bool(_ASKING.search(text.replace(bare, "")))
    operand = method == "boolean" and "/" not in bare and len(bare.split()) <= _LOOSE_NAME
    for part in [Part(bare)] if operand else names_of(bare, known):
        name = strip_piece(part.surface, known)
        yield from _mention(
            Part(name, part.sure), method, known, sure=sure or known(name), asked=asked
        )


def _mention(
    part: Part, method: str, known: Known, *, sure: bool, asked: bool
) -> Iterator[SkillMention]:
    name = strip_role(part.surface, known)
    key = skill_key(name)
    if not key:
        return
    prose = method == "prose"
    words = len(name.split())
    likely = (known(name) and len(key) > 1) or is_skill_like(name)
    certain = likely and sure and part.sure is not False and is_certain(name, known)
    if prose and certain and not known(name):
        certain = words <= _LOOSE_NAME and (looks_technical(name) or asked)
    if not certain and words > 1 and not is_placeholder(name):
        found = prose_names(name, known)
        for surface in found:
            yield SkillMention(skill_key(surface), surface, "prose", certain=True)
        likely = likely and not found and (not prose or words <= _LOOSE_NAME)
    if likely:
        yield SkillMention(key, name, method, certain)
