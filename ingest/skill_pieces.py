"""One piece of a skill field: what is wrapped around the name comes off, then it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from graph.keys import skill_key
from ingest.skill_content import is_placeholder, is_wrong_content
from ingest.skill_names import is_field_of_work, is_known
from ingest.skill_places import is_place
from ingest.skill_words import (
    GENERIC,
    LINKS,
    PEOPLE,
    PRODUCT_MANAGERS,
    REDUNDANT,
    ROLES,
    SENTENCE,
    VERSIONED,
)

__all__ = ["Known", "edges", "is_certain", "is_known", "is_skill_like", "strip_piece", "strip_role"]

MAX_LENGTH = 60
MAX_WORDS = 6
_SURE_WORDS = 4

Known = Callable[[str], bool]

_NUMBER_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_HEADS = re.compile(
    r"(?:\b(?:and|or|with|in|of|the|a|an|on|for|as|to|our|your|including|includes?|e\.?g\.?"
    r"|i\.?e\.?|etc|such|like|using|use|plus|also|must|need|needs|needed|having|have|has|be"
    r"|any|other|one or more|one|at least|min|minimum|over|typical|related(?: to| work)?"
    r"|especially|particularly|specifically|preferably"
    r"|primarily|mainly"
    r"|both|either|various|nice|good to have|required|requires?|preferred|desired|mandatory|optional"
    r"|ideally|strong(?:ly)?|stong|good|great|excellent|exceptional|solid|extensive|extensively|deep"
    r"|proven|broad|basic|advanced|expert[- ]level|expertise|expert|proficien(?:t|cy|cies)|fluent"
    r"|fluency|hands?[- ]?on|working|sound|in[- ]depth|thorough|demonstrated|demonstrable|significant"
    r"|intermediate|intermediate level|previous|prior|relevant|recent|heavy|some|extremely"
    r"|very|highly|skilled|sr|senior|jr|junior|lead|experienced|knowledgeable|familiar|practical"
    r"|experience|experiences|exp|knowledge|understanding|familiarity|background|exposure|sme"
    r"|ability|skills?|know|competency|certified in|certifications?|development experience|years?|yrs?"
    r"|professional|multiple|developing|writing|supporting|building|creating|automating|maintaining|delivering"
    r"|managing|implementing|deploying|configuring|integrating|migrating|utilizing|performing"
    r"|providing|conducting|(?:must )?speak"
    r"|(?:the )?latest versions? of|(?:computer )?background in|role of|direct|overall|urgent"
    rf"|{_NUMBER_WORD}(?: ?\(\d+\))?(?: (?:to|or) (?:more|{_NUMBER_WORD}))? (?:years?|yrs?|of)"
    r")(?!-\w)\b|\d+ ?(?:\.\d)? ?(?:\+|plus|or more)? ?(?:-|–|to)? ?\d* ?\+? ?(?:years?|yeras|yrs?"
    r"|yr)\b['’.]*|[-–—*•·>:,+&~=]+(?=\s)|w/)[\s:,]*(?:\.\s+)?",
    re.IGNORECASE,
)
_SPARED_HEAD = re.compile(
    r"(?:expert systems|experience (?:design|manager)|knowledge (?:management|base)"
    r"|skills? (?:assess|gap)|use cases?|plus\b$|express|needs analysis"
    r"|professional services|background check|writing$|building (?:automation|information)"
    r"|go\b|on[- ]?(?:site|call|premise)|as/|a/|a\+|e/|a&|or/|lead gen|support (?:desk|engineer)"
    r"|deep learning|technical|one(?:note|drive|stream)|basic$|like$|the open)",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"[\s,(:–-]*(?:\b(?:experience|experiences|expereince|experienced|exp|knowledge|expertise"
    r"|proficiency|background|exposure|familiarity|required|requires|preferred|desired"
    r"|desirable|mandatory|needed|necessary|optional|recent|related|strongly|skills?|certs?"
    r"|a must|is a must|is must|must|is a plus|a plus|plus|a big plus|is required|are required"
    r"|is preferred|nice to have|would be a plus|helpful|etc|ect|is|are|and|or|with|in|of|the"
    r"|for|using|on|w|and above|or above|or higher|or later|or more)"
    r"|\b\d+ ?\+?(?: ?(?:-|–|to) ?\d+)? ?\+? ?(?:years?|yrs?|yr)\b"
    r"|\bover \d+(?:\.\d+)? years?(?:\(s\))?|\(s\)|\s-\s?\d{1,2})[\s).!*]*$",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[^A-Za-z]")
# What a tail can end in: looked up first, because the search above is slow.
_TAIL_ENDS = frozenset(
    """
    experience experiences expereince experienced exp knowledge expertise proficiency background
    exposure familiarity required requires preferred desired desirable mandatory needed necessary
    s optional recent related strongly skill skills cert certs must plus have helpful etc ect is are
    and or with in of the for using on w above higher later more year years yr yrs
    """.split()
)
_SPARED_TAIL = re.compile(
    r"\b(?:user|customer|employee|digital|candidate|client|patient|guest) experience$"
    r"|\b(?:soft|people|analytical|communications?|interpersonal|organi[sz]ational|presentation"
    r"|leadership|negotiation|writing|verbal|written|solving|listening|execution|thinking"
    r"|management|computer|writing|facilitation|speaking|technical|service|multi-?tasking) skills?$",
    re.IGNORECASE,
)
_VERSIONS = re.compile(r"[\s-]+v?\d[\d.xgc]*(?:\s*[/&,]\s*v?\d[\w.]*)+(?: R2)?$", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:[\s-]+v?\.?|[\s-]*v\.?|[\s-]+version) ?\d[\dx]*(\.[\dx]+)*\+?$", re.IGNORECASE
)
_MARKS = re.compile(r"(?<=\d)\+$|(?<=[A-Z])['’`´]s$")  # `Angular 2+`, `EJB's`
_GRADE = re.compile(r"I{1,3}|IV|V|[1-5]")
_YEARS_ONLY = re.compile(
    rf"(?:[\d+ .–-]*|{_NUMBER_WORD} )(?:years?|yrs?|yr)?|v\.?\d[\d.x]*", re.IGNORECASE
)
_EDGES = " \t\"'`“”‘’´*•·–—-:;,!?~_=<>|\\/^%…"
_OPEN = "([{"
_CLOSE = ")]}"


@lru_cache(maxsize=1 << 16)
def strip_piece(piece: str, known: Known = is_known) -> str:
    """The name without quotes, bullets, brackets, qualifiers, years and versions in a row."""
    text = edges(" ".join(piece.split()))
    for _ in range(12):
        before = text
        if known(text):
            return text
        head = _HEADS.match(text)
        if head and head.end() < len(text) and not _SPARED_HEAD.match(text):
            text = edges(text[head.end() :])
        tail = _TAILS.search(text) if _may_have_tail(text) else None
        if tail and tail.start() > 0 and not _SPARED_TAIL.search(text):
            text = edges(text[: tail.start()])
        if text == before:
            break
    return _without_version(edges(_VERSIONS.sub("", text)), known)


def _without_version(text: str, known: Known) -> str:
    """`Struts 2` → `Struts`, `SAP ECC 6.0` → `SAP ECC`; `Windows 7` and `Oracle 12c` stay."""
    text = _MARKS.sub("", text)
    version = _VERSION.search(text) if text[-1:].isdigit() or text[-1:] in "x+" else None
    if version is None or known(text):
        return text
    bare = edges(text[: version.start()])
    named = known(bare) and bare.casefold() not in VERSIONED
    return bare if bare and (version.group(1) or named) else text


def _may_have_tail(text: str) -> bool:
    bare = text.rstrip(" ).!*'’")
    return bare[-1:].isdigit() or _NO_LETTER.split(bare)[-1].casefold() in _TAIL_ENDS


def strip_role(text: str, known: Known) -> str:
    """`Java Developer` and `Java programming` → `Java`, when what is left is a known name."""
    if known(text):
        return text
    words = text.split()
    while len(words) > 1 and (_adds_nothing(words[-1]) or _GRADE.fullmatch(words[-1])):
        words = words[:-1]
        rest = edges(" ".join(words))
        if known(rest) and rest.casefold() not in GENERIC and not is_field_of_work(rest):
            return rest
    return text


def _adds_nothing(word: str) -> bool:
    return all(side in ROLES or side in REDUNDANT for side in word.casefold().split("/"))


def _is_role(word: str) -> bool:
    return all(side in ROLES for side in word.split("/"))


def is_skill_like(text: str) -> bool:
    """Whether a piece can name a skill at all: some letters, not too long, no place or pay."""
    if (
        not any(c.isalpha() for c in text)
        or len(text) > MAX_LENGTH
        or len(text.split()) > MAX_WORDS
    ):
        return False
    if is_place(text) or _YEARS_ONLY.fullmatch(text):
        return False
    if is_placeholder(text) or is_wrong_content(text):
        return False
    if all(word in SENTENCE or word in LINKS for word in text.casefold().split()):
        return False
    return len(skill_key(text)) > 1 or text.casefold() in {"c", "r"}


def is_certain(text: str, known: Known) -> bool:
    """Whether a piece reads like a name: not generic, not a role, not part of a sentence."""
    if known(text):
        return text.casefold() not in GENERIC
    words = text.casefold().split()
    if len(words) > _SURE_WORDS or text.count("(") != text.count(")"):
        return False
    bare = [word.strip(".,:;!?()") for word in words]
    if all(word in GENERIC or word in LINKS for word in bare):
        # `design and architecture` is no name, `data integrity` would be one.
        return len(bare) > 1 and not _joins_or_ends_generic(bare)
    if not PEOPLE.isdisjoint(bare[:-1]) or (_is_role(bare[-1]) and not _is_product(bare)):
        return False
    return SENTENCE.isdisjoint(bare)


def _is_product(words: list[str]) -> bool:
    return len(words) > 1 and words[-1] == "manager" and words[-2] in PRODUCT_MANAGERS


def _joins_or_ends_generic(words: list[str]) -> bool:
    return words[-1] in ROLES or words[-1] in REDUNDANT or not LINKS.isdisjoint(words)


@lru_cache(maxsize=1 << 16)
def edges(text: str) -> str:
    """Without decoration at the ends; `.NET`, `C++`, `C#` and balanced brackets stay whole."""
    while True:
        before = text
        text = text.strip(_EDGES).rstrip(".&@$")
        text = text.lstrip("&@)]}+$")
        if text.startswith(".") and not (len(text) > 1 and text[1].isalnum()):
            text = text[1:]
        for opening, closing in zip(_OPEN, _CLOSE, strict=True):
            if text.startswith(opening) and (text.endswith(closing) or closing not in text):
                text = text[1:].removesuffix(closing)
            if text.endswith(closing) and opening not in text:
                text = text[:-1]
        if text == before:
            return text
