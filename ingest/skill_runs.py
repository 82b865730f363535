"""Several names in one piece: slashes, `and`, runs without separators, names inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.skill_names import is_field_of_work, stands_in_prose
from ingest.skill_pieces import Known, edges, strip_piece
from ingest.skill_places import is_place
from ingest.skill_words import (
    CAPITALS,
    COMPANIES,
    COMPOUNDS,
    GENERIC,
    HEADS,
    LINKS,
    REDUNDANT,
    ROLES,
    SENTENCE,
    VENDORS,
)

_LONGEST_NAME = 4
_PHRASE_WORDS = 4
_LONG_PART = 5
_PLACE_WORDS = 2
_DOUBTFUL = 4  # one strange word in so many makes a run doubtful
_SLASHES = re.compile(r"\s*[/\\]\s*")
_JOINERS = re.compile(r"\s+(?:and/or|and|amd|or|with|using|&|\+)\s+", re.IGNORECASE)
_EITHER = re.compile(r"\sor\s", re.IGNORECASE)
_LOOSE_DASH = re.compile(r"(?<=\w)-\s+|\s+-(?=[A-Za-z])")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/.+#]{1,5}")
_WORDY = re.compile(r"\.?[A-Za-z][A-Za-z#+]")
_TECHNICAL = re.compile(
    r"[A-Z][A-Z/.+#&]{1,4}s?|\.?[A-Za-z]+(?:[+#]+|\.[a-z]{2,3}|[1-9]\d*)|[A-Za-z]+[a-z][A-Z]\w*"
)

_WRITTEN_AS_NAME = re.compile(
    r"[A-Z]{3,6}\d?|[A-Z][a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]?[A-Z]{2,}[A-Za-z]*"
)

_GRADES = frozenset("I II III IV V".split())


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a piece: `sure` is None where the whole piece has still to be judged."""

    surface: str
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    surface: str
    kind: str  # name, glue or strange


def names_of(piece: str, known: Known) -> list[Part]:
    """One cleaned piece as names: cut at slashes, joining words, or between known names."""
    if not piece:
        return []
    if known(piece) and not _is_pair(piece, known):
        return [Part(piece)]
    found: list[Part] = []
    for text in _dash_parts(piece, known):
        for part in _slash_parts(text, known):
            found += [Part(part)] if known(part) else _joined_parts(part, known)
    return found


def prose_names(text: str, known: Known) -> list[str]:
    """The known names inside a sentence, everyday words in their case only, and what is written as
    only names are (`RightFax`, `GPFS`), unless the sentence is in capitals.
    """
    loud = text.isupper()
    return [
        token.surface
        for token in _tokens(text, known, prose=True)
        if token.surface.casefold() not in COMPANIES
        and (token.kind == "name" or (not loud and _is_written_as_name(token)))
    ]


def _is_written_as_name(token: _Token) -> bool:
    named = token.kind == "strange" and _WRITTEN_AS_NAME.fullmatch(token.surface)
    return bool(named) and token.surface not in CAPITALS


def looks_technical(text: str) -> bool:
    """Whether every word is written as only names are: `SSIS`, `CamelCase`, `Node.js`, `OAuth2`."""
    return all(_TECHNICAL.fullmatch(word) for word in text.split())


def _is_pair(piece: str, known: Known) -> bool:
    """`SAP/ERP` is two names, although `SAP ERP` is one."""
    sides = piece.split("/")
    return len(sides) > 1 and not _has_compound(piece) and all(map(known, sides))


def _dash_parts(piece: str, known: Known) -> list[str]:
    """`NoSQL- DynamoDB` is cut, `T- SQL` is not."""
    parts = _LOOSE_DASH.split(piece)
    if len(parts) > 1 and any(known(part) for part in parts):
        return [clean for part in parts if (clean := strip_piece(part, known))]
    return [piece]


def _slash_parts(piece: str, known: Known) -> list[str]:
    parts = _SLASHES.split(piece)
    if len(parts) == 1 or _has_compound(piece):
        return [piece]
    parts = _share_head(parts, known)
    if all(known(part) for part in parts):
        return parts
    listed = len(parts) > 3 or (len(parts) > 2 and (" " not in piece or any(map(known, parts))))
    if (listed or " /" in piece or "/ " in piece) and all(_WORDY.match(part) for part in parts):
        return parts
    if _all_names(parts, known):
        return parts
    if len(parts) == 2 and known(parts[0]) and _holds_name(parts[1], known):
        return parts
    return _slash_words(piece, known)


def _share_head(parts: list[str], known: Known) -> list[str]:
    """`Unit/Integration testing` → `Unit testing`, `Integration testing`, where that is known."""
    *_, head = parts[-1].split() or [""]
    whole = [part if known(part) or not head else f"{part} {head}" for part in parts[:-1]]
    shared = [new if known(new) else part for new, part in zip(whole, parts[:-1], strict=True)]
    return [*shared, parts[-1]]


def _all_names(parts: list[str], known: Known) -> bool:
    return any(map(known, parts)) and all(known(p) or _ACRONYM.fullmatch(p) for p in parts)


def _holds_name(text: str, known: Known) -> bool:
    return any(token.kind == "name" for token in _tokens(text, known, prose=False))


def _slash_words(piece: str, known: Known) -> list[str]:
    """`GPU driver C/C++` → `GPU driver`, `C`, `C++`: cut where both sides of a slash are known."""
    parts: list[str] = []
    rest: list[str] = []
    for word in piece.split():
        sides = word.split("/")
        if len(sides) > 1 and _all_names(sides, known):
            parts += [" ".join(rest), *sides]
            rest = []
        else:
            rest.append(word)
    return [part for part in [*parts, " ".join(rest)] if part]


def _has_compound(piece: str) -> bool:
    return any(word in COMPOUNDS for word in _SLASHES.sub("/", piece).casefold().split())


def _joined_parts(piece: str, known: Known) -> list[Part]:
    parts = [strip_piece(part, known) for part in _JOINERS.split(piece)]
    if len(parts) > 1 and all(len(part.split()) < _LONG_PART for part in parts):
        parts = _share_head(parts, known)
        named = any(map(known, parts)) or all(map(_ACRONYM.fullmatch, parts))
        if named or _EITHER.search(piece):
            return [name for part in parts if part for name in _run_parts(part, known)]
    return _run_parts(piece, known)


def _run_parts(piece: str, known: Known) -> list[Part]:
    """`perl python dns` → three names, when known names make up most of the words."""
    words = piece.split()
    if len(words) < 2 or known(piece):
        return [Part(piece)]
    tokens = list(_tokens(piece, known, prose=False))
    names = [token for token in tokens if token.kind == "name"]
    strange = sum(token.kind == "strange" for token in tokens)
    if not names:
        return [Part(piece)]
    if len(words) == 2 and (words[0].casefold() in VENDORS or words[1].casefold() in HEADS):
        return [Part(piece)]
    if any(word.casefold() in SENTENCE for word in words):
        return [Part(piece)]
    if len(words) < _PHRASE_WORDS and any(is_field_of_work(name.surface) for name in names):
        return [Part(piece)]
    if not strange:
        return _without_glue(piece, tokens)
    if len(words) > 2 and all(_ACRONYM.fullmatch(word) for word in words):
        return [Part(token.surface, sure=True) for token in tokens]
    if len(words) > 3 and len(names) > 1 and strange <= len(words) // 2:
        return _run(tokens, doubtful=_DOUBTFUL * strange >= len(words))
    return [Part(piece)]


def _run(tokens: list[_Token], *, doubtful: bool) -> list[Part]:
    """Among many strange words `Automation` or `HP` may belong to the name of a product."""
    parts = []
    for token in tokens:
        if token.kind == "name":
            parts.append(Part(token.surface, sure=not (doubtful and _is_half(token.surface))))
        elif token.kind == "strange":
            parts.append(Part(token.surface, sure=looks_technical(token.surface)))
    return parts


def _is_half(surface: str) -> bool:
    return is_field_of_work(surface) or surface.casefold() in COMPANIES


def _without_glue(piece: str, tokens: list[_Token]) -> list[Part]:
    """Names and words that add nothing, or one phrase (`data warehouse testing`)."""
    found = [token.surface for token in tokens if token.kind == "name"]
    glue = [token.surface.casefold() for token in tokens if token.kind == "glue"]
    if all(word in REDUNDANT or word in ROLES or word in LINKS for word in glue):
        return [Part(n) for n in found if len(found) < 2 or n.casefold() not in COMPANIES]
    return [Part(n) for n in found if not _is_half(n)] if len(found) > 1 else [Part(piece)]


def _tokens(text: str, known: Known, *, prose: bool) -> Iterator[_Token]:
    """The text cut greedily, longest known name first."""
    words = text.split()
    position = 0
    while position < len(words):
        width, surface = _name_at(words, position, known, prose=prose)
        if width < _PLACE_WORDS and is_place(" ".join(words[position : position + _PLACE_WORDS])):
            width = _PLACE_WORDS  # `Informatica lead Buffalo NY`
        elif not width:
            surface = edges(words[position])
            yield _Token(surface, "glue" if _is_glue(surface) else "strange")
        else:
            yield _Token(surface, "name")
        position += max(width, 1)


def _name_at(words: list[str], position: int, known: Known, *, prose: bool) -> tuple[int, str]:
    for width in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
        surface = edges(" ".join(words[position : position + width]))
        if not surface or not known(surface) or _all_links(surface):
            continue
        if width == 1 and surface.casefold() in GENERIC:
            continue
        if not prose or stands_in_prose(surface):
            return width, surface
    return 0, ""


def _all_links(text: str) -> bool:
    """`as a` is not `ASA`."""
    return " " in text and all(word in LINKS for word in text.casefold().split())


def _is_glue(word: str) -> bool:
    folded = word.casefold()
    if not any(c.isalpha() for c in word) or word in _GRADES:
        return True
    return any(folded in words for words in (GENERIC, LINKS, ROLES, SENTENCE, REDUNDANT))
