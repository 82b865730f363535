"""A posting's skill field, cut into mentions of skills. Depth comes later; nothing is invented.

Every mention's `raw` is made of words of the field. A piece that may be no skill (a generic word,
a role, a sentence, the end of a field cut off at 200 characters) is kept with `certain=False`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.keys import skill_key
from graph.records import SkillMention
from ingest.skill_pieces import (
    Known,
    is_certain,
    is_known,
    is_placeholder,
    is_skill_like,
    is_wrong_content,
    known_names,
    strip_piece,
    strip_role,
)
from ingest.skill_words import COMPOUNDS, LINKS, SENTENCE, VENDORS

_MAX_FIELD = 20_000
_CUT = 200
_PROSE_WORDS = 12
_PROSE_SHARE = 0.2
_LISTED_WORDS = 3.5
_LOOSE_NAME = 3

_SEPARATOR = re.compile(
    r"[,;|\n\r\t\"“”\[\]{}•·▪●◦■□✓➢\uf0b7\ufffd]|(?<!:)//+|\.{2,}|…|&bull;"
    r"|(?:^|(?<=\s))[*?–—-]+(?=\s)|(?<=\w)\*{2,}|(?<=\s)and/or(?=\s)"
    r"|(?<=[a-z0-9)+#])(?<!\b[SsJj][Rr])\.\s+(?=[A-Z](?!et\b|ET\b))|(?<=:)\s"
)
_NUMBER = re.compile(r"(?:^|(?<=[\s,;/]))\(?\d{1,2}[.)](?:\s+(?=[A-Za-z.])|(?=[A-Za-z]{2}))")
_SUB_BULLET = re.compile(r"\so\s")
_BRACKETS = re.compile(r"\([^()]*\)")
_PARENTHESIS = re.compile(r"[()]")
_YEARS = re.compile(r"\bover \d+(?:\.\d+)? ?year(?:\(s\)|s)?", re.IGNORECASE)
_BOOLEAN_WORD = re.compile(r"\b(?:AND|OR|NOT)\b|\b(?:and|or)\b")
_UPPER_BOOLEAN = re.compile(r"\b(?:AND|OR)\b")
_BOOLEAN_BREAK = re.compile(r"\b(?:AND|OR|NOT|and|or)\b|[()]")
_SLASHES = re.compile(r"\s*/\s*")
_JOINERS = re.compile(r"\s+(?:and/or|and|or|with|using|&|\+)\s+", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/.+#]{1,5}")
_WORDY = re.compile(r"\.?[A-Za-z][A-Za-z#+]")
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
    text = _YEARS.sub(" ", raw[:_MAX_FIELD].replace("&nbsp;", " ").replace("&amp;", "&"))
    if is_placeholder(text) or _is_terms(text):
        return []
    known = known or is_known
    boolean = _is_boolean(text)
    pieces = _boolean_pieces(text) if boolean else _pieces(text)
    method = "boolean" if boolean else "prose" if _is_prose(text) else "split"
    mentions: dict[str, SkillMention] = {}
    last = ""
    for piece in pieces:
        for mention in _remembered(piece, method, known):
            last = mention.key
            mentions.setdefault(mention.key, mention)
    if len(raw) == _CUT and raw[-1].isalnum() and last:
        # The field was cut off, often inside a word: `Java` may have been `JavaScript`.
        end = mentions[last]
        mentions[last] = SkillMention(end.key, end.raw, end.method, certain=False)
    return list(mentions.values())


def _is_terms(text: str) -> bool:
    """Whether the whole short field is about employment (`Contract W2`, `Full Time`)."""
    return len(text.split()) <= 8 and "," not in text and is_wrong_content(text)


def _is_boolean(text: str) -> bool:
    words = _BOOLEAN_WORD.findall(text)
    queried = "(" in text or '"' in text or "*" in text
    if _UPPER_BOOLEAN.search(text) and queried and ")" in text:
        return len(words) > text.count(",")
    return len(words) >= 3 and text.count(",") == 0 and len(words) * 5 >= len(text.split())


def _is_prose(text: str) -> bool:
    words = text.casefold().split()
    loose = sum(word in SENTENCE or word in LINKS for word in words)
    listed = len(words) <= _LISTED_WORDS * (1 + text.count(",") + text.count(";"))
    return len(words) >= _PROSE_WORDS and not listed and loose >= _PROSE_SHARE * len(words)


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
        return
    whole = _BRACKETS.fullmatch(piece.strip())
    if whole:
        for inner in _pieces(piece.strip()[1:-1]):
            yield from _mentions(inner, method, known)
        return
    parts, remarks = _without_brackets(piece)
    for part in parts:
        for name in _names(strip_piece(part), known):
            yield from _mention(name, method, known, sure=not header)
    for remark in remarks:
        inners = list(_pieces(remark))
        for inner in inners:
            for name in _names(strip_piece(inner), known):
                yield from _mention(name, method, known, sure=known(name) or len(inners) > 1)


def _without_brackets(piece: str) -> tuple[list[str], list[str]]:
    remarks = [match.group()[1:-1] for match in _BRACKETS.finditer(piece)]
    # `LAN(s)` holds no remark.
    return _BRACKETS.split(piece), [text for text in remarks if len(text) > 1]


def _mention(name: str, method: str, known: Known, *, sure: bool) -> Iterator[SkillMention]:
    name = strip_role(name, known)
    key = skill_key(name)
    if not key:
        return
    prose = method == "prose"
    words = len(name.split())
    likely = is_skill_like(name)
    certain = likely and sure and is_certain(name, known) and (not prose or known(name))
    if not certain and words > (1 if prose else _LOOSE_NAME) and not is_placeholder(name):
        found = [surface for surface, hit in known_names(name, known, prose=True) if hit]
        for surface in found:
            yield SkillMention(skill_key(surface), surface, "prose", sure)
        likely = likely and not found and (not prose or words <= _LOOSE_NAME)
    if likely:
        yield SkillMention(key, name, method, certain)


def _names(piece: str, known: Known) -> list[str]:
    """One cleaned piece as names: cut at slashes, joining words, or between known names."""
    if not piece or known(piece):
        return [piece] if piece else []
    names: list[str] = []
    for part in _slash_parts(piece, known):
        names += [part] if known(part) else _joined_parts(part, known)
    return [clean for name in names if (clean := strip_piece(name))]


def _slash_parts(piece: str, known: Known) -> list[str]:
    parts = _SLASHES.split(piece)
    if len(parts) == 1 or _has_compound(piece):
        return [piece]
    if all(known(part) for part in parts):
        return parts
    listed = len(parts) > 3 or (len(parts) > 2 and (" " not in piece or any(map(known, parts))))
    if (listed or " /" in piece or "/ " in piece) and all(_WORDY.match(part) for part in parts):
        return parts
    return _slash_words(piece, known)


def _slash_words(piece: str, known: Known) -> list[str]:
    """`GPU driver C/C++` → `GPU driver`, `C`, `C++`: cut where both sides of a slash are known."""
    parts: list[str] = []
    rest: list[str] = []
    for word in piece.split():
        sides = word.split("/")
        if len(sides) > 1 and all(known(side) for side in sides):
            parts += [" ".join(rest), *sides]
            rest = []
        else:
            rest.append(word)
    return [part for part in [*parts, " ".join(rest)] if part]


def _has_compound(piece: str) -> bool:
    return any(word in COMPOUNDS for word in _SLASHES.sub("/", piece).casefold().split())


def _joined_parts(piece: str, known: Known) -> list[str]:
    parts = _JOINERS.split(piece)
    if (
        len(parts) > 1
        and any(known(part) for part in parts)
        and all(len(p.split()) < 4 for p in parts)
    ):
        return [name for part in parts for name in _run_parts(part, known)]
    return _run_parts(piece, known)


def _run_parts(piece: str, known: Known) -> list[str]:
    """`perl python dns` → three names, when nearly all words belong to known names."""
    words = piece.split()
    if len(words) < 2 or known(piece) or (len(words) == 2 and words[0].casefold() in VENDORS):
        return [piece]
    runs = known_names(piece, known, prose=False)
    strange = sum(not found for _, found in runs)
    if len(runs) - strange >= 2 and strange <= (0 if len(words) < 4 else len(words) // 4):
        return [surface for surface, _ in runs]
    if len(words) > 2 and strange < len(runs) and all(_ACRONYM.fullmatch(word) for word in words):
        return [surface for surface, _ in runs]
    return [piece]
