"""One piece of a skill field: what is wrapped around the name comes off, then it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from graph.keys import skill_key
from ingest.skill_words import EVERYDAY, GENERIC, KNOWN, LINKS, ROLES, SENTENCE, STATES

MAX_LENGTH = 60
MAX_WORDS = 6
_SURE_WORDS = 4

Known = Callable[[str], bool]

_PLACEHOLDER = re.compile(
    r"(?:(?:please |pls |kindly |must )*(?:see|refer|check|read|view|review|look at|as per|per"
    r"|same as|check out|listed in|in)"
    r"(?: to)?(?: (?:the|our|full|complete|attached|above|below))* ?"
    r"(?:below|above|job|jd|description|desc|descriptions?|overview|details?|requirements?"
    r"|posting|req|attached|ad|advert|summary|notes?|spec)?"
    r"(?: (?:description|desc|overview|details?|requirements?|posting|req|summary|spec|below"
    r"|above|section|for|more|information|info|and|the|skills?|required|additional))*"
    r"|null|none|n ?a|nil|nan|test|tbd|tba|name|skills?|various|multiple|other|others|etc"
    r"|etc etc|misc|asap|jd|and|or|computers general|engineering general)"
)
_TERMS = re.compile(
    r"telecommut|travel (?:not )?required|no travel|full[- ]?time|part[- ]?time"
    r"|\bcontract (?:w2|independent|corp|to hire|position)"
    r"|corp[- ]to[- ]corp|\bc2[ch]\b|\bw-?2\b|\b1099\b|direct[- ]hire|permanent|perm position"
    r"|third part|3rd part|no sub ?contract"
    r"|\bh-?1b\b|\bgreen ?card|\bgc\b.*\bead\b|us citizen|citizenship|\bvisas?\b|relocat"
    r"|work from home|\bremote (?:work|position|job)|per hour|\$ ?\d|\bbonus\b"
    r"|\b\d+ ?\+?(?:-|to| to )? ?\d* ?months?\b|bachelor|\bdegree\b|\bb\.?s\.? (?:in|degree)\b"
    r"|\bphone interview|long[- ]term|immediate|\bresumes?\b|\bsalary\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:\b(?:and|or|with|in|of|the|a|an|on|for|as|to|our|your|including|includes?|e\.?g\.?"
    r"|i\.?e\.?|etc|such|like|using|use|plus|also|must|need|needs|needed|having|have|has|be"
    r"|any|other|one or more|at least|min|minimum|over"
    r"|both|either|various|nice|required|requires?|preferred|desired|mandatory|optional|ideally"
    r"|strong|stong|good|great|excellent|exceptional|solid|extensive|extensively|deep|proven"
    r"|basic|advanced|expert[- ]level|expertise|expert|proficien(?:t|cy|cies)|fluent|fluency"
    r"|hands?[- ]?on|working|sound|in[- ]depth|thorough|demonstrated|demonstrable|significant"
    r"|intermediate|intermediate level|previous|prior|relevant|recent|heavy|some|extremely"
    r"|very|highly|skilled|sr|senior|jr|junior|experienced|knowledgeable|familiar|practical"
    r"|experience|experiences|exp|knowledge|understanding|familiarity|background|exposure"
    r"|ability|skills?|know|competency|certified in|development experience|years?|yrs?"
    r"|professional"
    r")\b|\d+ ?(?:\.\d)? ?(?:\+|plus|or more)? ?(?:-|–|to)? ?\d* ?\+? ?(?:years?|yrs?"
    r"|yr)\b['’.]*|[-–—*•·>:,+&~=]+(?=\s)|w/)[\s:,.]*",
    re.IGNORECASE,
)
_SPARED_HEAD = re.compile(
    r"(?:advanced (?:analytics|java|excel|sql)|expert systems|experience (?:design|manager)"
    r"|knowledge (?:management|base)|skills? (?:assess|gap)|use cases?|other [A-Z]|plus\b$"
    r"|express|needs analysis|professional services|background check"
    r"|go\b|in[- ]memory|on[- ]?(?:site|call|premise)|as/|a/|a\+|e/|to[- ]be|as[- ]is"
    r"|in[- ]house|a&|or/)",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"[\s,(:–-]*(?:\b(?:experience|experiences|expereince|experienced|exp|knowledge|expertise"
    r"|proficiency|background|exposure|familiarity|required|requires|preferred|desired"
    r"|desirable|mandatory|needed|necessary|optional"
    r"|a must|is a must|is must|must|is a plus|a plus|plus|a big plus|is required|are required"
    r"|is preferred|nice to have|would be a plus|helpful|etc|ect|is|are|and|or|with|in|of|the"
    r"|for|using|on)"
    r"|\b\d+ ?\+?(?: ?(?:-|–|to) ?\d+)? ?\+? ?(?:years?|yrs?|yr)\b"
    r"|\bover \d+(?:\.\d+)? years?(?:\(s\))?|\(s\))[\s).!*]*$",
    re.IGNORECASE,
)
_SPARED_TAIL = re.compile(
    r"\b(?:user|customer|employee|digital|candidate|client|patient|guest) experience$"
    r"",
    re.IGNORECASE,
)
_VERSIONS = re.compile(r"[\s-]+v?\d[\d.xgc]*(?:\s*[/&,]\s*v?\d[\w.]*)+$", re.IGNORECASE)
_GRADE = re.compile(r"I{1,3}|IV|V|[1-5]")
_YEARS_ONLY = re.compile(r"[\d+ .–-]*(?:years?|yrs?|yr)?", re.IGNORECASE)
_EDGES = " \t\"'`“”‘’´*•·–—-:;,!?~_=<>|\\/^%…"
_OPEN = "([{"
_CLOSE = ")]}"


@lru_cache(maxsize=1 << 16)
def is_known(surface: str) -> bool:
    """Whether the built-in list has the name, however it is written."""
    return skill_key(surface) in KNOWN


def is_placeholder(text: str) -> bool:
    """Whether the text says that skills are named elsewhere, or nowhere (`SEE BELOW`, `null`)."""
    words = re.sub(r"[^\w\s]+", " ", text.casefold())
    return bool(_PLACEHOLDER.fullmatch(" ".join(words.split())))


def is_wrong_content(text: str) -> bool:
    """Whether the text states terms of employment, pay, travel or schooling."""
    return bool(_TERMS.search(text))


@lru_cache(maxsize=1 << 16)
def strip_piece(piece: str) -> str:
    """The name without quotes, bullets, brackets, qualifiers, years and versions in a row."""
    text = _edges(" ".join(piece.split()))
    for _ in range(12):
        before = text
        head = _HEADS.match(text)
        if head and head.end() < len(text) and not _SPARED_HEAD.match(text):
            text = _edges(text[head.end() :])
        tail = _TAILS.search(text)
        if tail and tail.start() > 0 and not _SPARED_TAIL.search(text):
            text = _edges(text[: tail.start()])
        if text == before:
            break
    return _edges(_VERSIONS.sub("", text))


def strip_role(text: str, known: Known) -> str:
    """`Java Developer` → `Java` when what stands before the role is a known name."""
    words = text.split()
    while len(words) > 1 and (words[-1].casefold() in ROLES or _GRADE.fullmatch(words[-1])):
        words = words[:-1]
    rest = " ".join(words)
    return rest if known(rest) else text


def is_skill_like(text: str) -> bool:
    """Whether a piece can name a skill at all: some letters, not too long, no state or pay."""
    if (
        not any(c.isalpha() for c in text)
        or len(text) > MAX_LENGTH
        or len(text.split()) > MAX_WORDS
    ):
        return False
    if text in STATES or _YEARS_ONLY.fullmatch(text):
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
    if all(word in GENERIC for word in bare) and len(bare) == 1:
        return False
    return bare[-1] not in ROLES and not any(word in SENTENCE for word in bare)


def known_names(text: str, known: Known, *, prose: bool) -> list[tuple[str, bool]]:
    """The text cut greedily into runs: (surface, known). In prose everyday words need their case."""
    words = text.split()
    found: list[tuple[str, bool]] = []
    position = 0
    while position < len(words):
        for width in range(min(4, len(words) - position), 0, -1):
            surface = _edges(" ".join(words[position : position + width]))
            if surface and known(surface) and (not prose or _cased(surface)):
                found.append((surface, True))
                position += width
                break
        else:
            found.append((_edges(words[position]), False))
            position += 1
    return found


def _cased(surface: str) -> bool:
    name = KNOWN.get(skill_key(surface), "")
    return name not in EVERYDAY or surface == name


def _edges(text: str) -> str:
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
