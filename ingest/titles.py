"""Job titles without what is not the job: seniority, place, terms of contract, pay, numbers.

`normalise_title` gives the form in which titles of postings and of taxonomies are compared;
`display_title` the same cuts in a readable form. Titles that no rule understands stay as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from graph.keys import fold, skill_key
from ingest.skill_names import names
from ingest.skill_pieces import is_known
from ingest.skill_words import LINKS
from ingest.title_words import (
    ABBREVIATIONS,
    GRADE,
    PLURAL_KEPT,
    ROLE_NOUNS,
    SENIORITY,
    SHORT_AT_END,
    SINGLE_ROLES,
    STATES,
    TERMS,
)

_REMARK = re.compile(r"\s*[(\[{][^()\[\]{}]*(?:[)\]}]|$)")
_PAY = re.compile(
    r"\$\s?\d[\d,.]*\s?k?(?:\s?(?:-|–|to)\s?\$?\d[\d,.]*\s?k?)?\+?(?:\s?(?:/|per|an?)\s?(?:hr|hour|year|yr|annum)\b)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:\b(?:req|job id|id|ref)\b\s?)?#\s?\w*\d[\w-]*|\b[A-Z]{2,}\d{2,}_\d+|\s\d{4,}$", re.I
)
_BREAK = re.compile(
    r"\s+[-–—|~]+\s*|\s*[–—|~]\s+|--+|[!;:]+(?:\s|$)|\s+@\s*|\s*\|\s*|\s+//\s*|\*+|(?<=[a-z])-\s"
)
_SLASH = re.compile(r"\s+/\s*|\s*/\s+")
_JOB_IN = re.compile(
    r"\s+(?:job|position|role|opening|needed|required|wanted)s?\b.*$", re.IGNORECASE
)
_WITH = re.compile(
    r"\s+(?:with|w/|for|having|using|who|at|in(?! test)|on|near|needed|required|wanted|from|must)\s.*$",
    re.IGNORECASE,
)
_STATE = re.compile(
    r",?\s+(?:[A-Z][\w.]+\s){0,2}[A-Z][\w.]+,\s*([A-Z]{2})\b.*$|[,\s]\s*([A-Z]{2})$"
)
_AFTER_ROLE_HYPHEN = re.compile(r"(?<=[a-z])-(?=[A-Z])")
_GLUED_RANK = re.compile(r"\b(Sr|Jr)\.(?=\w)", re.IGNORECASE)
_TRIM = " \t,.;:!?-–—/&*#@+|~'\"`“”‘’•"
_NOT_WORD = re.compile(r"[^\w+#./&']+")
_MAX_TITLE = 300


@lru_cache(maxsize=1 << 18)
def normalise_title(title: str) -> str:
    """Folded, singular, without seniority and remarks: `Sr. Java Developers - NY` → `java developer`.

    Never empty when the title has a letter or digit; then at worst the folded title.
    """
    return _words(_core(title)) or fold(title)


def _words(text: str) -> str:
    words = _NOT_WORD.sub(" ", fold(text)).split()
    words = [bare for word in words if (bare := word.rstrip("./&'").lstrip("/&'"))]
    return " ".join(_singular(word.removesuffix("'s")) for word in _expanded(words))


def whole_title(title: str) -> str:
    """Folded and singular, every part of the title kept but pay, numbers and terms of contract."""
    plain = _GLUED_RANK.sub(r"\1. ", " ".join(title[:_MAX_TITLE].split()))
    text = TERMS.sub(" ", _NUMBER.sub(" ", _PAY.sub(" ", plain)))
    return _words(_without_rank(_trim(text)) if any(c.isalnum() for c in text) else plain)


@lru_cache(maxsize=1 << 18)
def display_title(title: str) -> str:
    """The title as a person would write it: `SR JAVA DEVELOPER (LOCALS)` → `Java Developer`."""
    core = _core(title)
    if core.isupper() or core.islower():
        core = " ".join(_capitalised(word) for word in core.split())
    return core


def _core(title: str) -> str:
    """The part that names the job, in its own case."""
    plain = _GLUED_RANK.sub(r"\1. ", " ".join(title[:_MAX_TITLE].split()))
    text = _PAY.sub(" ", _REMARK.sub(" ", plain))
    text = TERMS.sub(" ", _NUMBER.sub(" ", text))
    core = _without_rank(_head(text))
    if not any(c.isalnum() for c in core):
        core = _without_rank(plain)
    return core if any(c.isalnum() for c in core) else plain


def _head(text: str) -> str:
    """The segment that holds the role, without what follows it."""
    segments = [part for raw in _BREAK.split(text) if (part := _trim(raw))]
    if not segments:
        return ""
    at = next((i for i, part in enumerate(segments) if _has_role(part)), 0)
    around = segments[at + 1 : at + 2] + segments[max(at - 1, 0) : at]
    head = _with_subject(segments[at], around)
    for pattern in (_JOB_IN, _WITH):
        shorter = pattern.sub("", head)
        if shorter != head and _has_role(shorter):
            head = shorter
    head = _without_place(head)
    for pattern in (_SLASH, _AFTER_ROLE_HYPHEN):
        first = _trim(pattern.split(head)[0])
        if len(first.split()) > 1 and _ends_in(ROLE_NOUNS, first):
            head = first
    return _without_comma(_trim(head))


def _without_place(head: str) -> str:
    """Cuts `, San Jose, CA`; where a state stands, nothing after the role belongs to the job."""
    match = _STATE.search(head)
    if not match or (match[1] or match[2]) not in STATES:
        return head
    words = head[: match.start()].split() if match[2] else head.split()
    last = max((i for i, word in enumerate(words) if _is_role(word)), default=-1)
    if last >= 0:
        return " ".join(words[: last + 1])
    return head[: match.start()] if match[2] else head


def _with_subject(head: str, around: list[str]) -> str:
    """`Developer - Java` → `Java Developer`: a bare role says too little, a neighbour says what."""
    role = _without_rank(head)
    if fold(role) not in SINGLE_ROLES:
        return head
    for neighbour in around:
        subject = _trim(neighbour.split(",")[0])
        words = subject.split()
        if 0 < len(words) <= 3 and words[-1] not in STATES and not _has_role(neighbour):
            return f"{subject} {role}"
    return head


def _without_comma(head: str) -> str:
    """`Engineer, Software` → `Software Engineer`; `UI Engineer, HTML, CSS` → `UI Engineer`."""
    first, _, rest = head.partition(",")
    if not _trim(rest) or fold(rest).strip().startswith(("all other", "except")):
        return head
    if not _ends_in(SINGLE_ROLES, first):
        return head
    if len(_without_rank(first).split()) > 1:
        return first
    flipped = _with_subject(first, [_trim(rest)])
    return head if flipped == first else flipped


def _without_rank(text: str) -> str:
    """Without `Senior`, `Lead`, `II`, `Level 3` at either end, as long as a word is left."""
    words = text.split()
    while len(words) > 1 and (_bare(words[0]) in SENIORITY or not _bare(words[0])):
        words = words[1:]
    if len(words) > 2 and _bare(words[0]) == "lead" and _has_role(" ".join(words[1:])):
        words = words[1:]
    kept = [word for word in words[1:] if _bare(word) not in _RANKS_INSIDE]
    text = _trim(" ".join(words[:1] + kept))
    shorter = _trim(GRADE.sub("", text))
    return shorter if any(c.isalpha() for c in shorter) else text


_RANKS_INSIDE = frozenset("sr senior jr junior sr/jr jr/sr".split())


def _trim(text: str) -> str:
    """Without decoration at the ends; `.NET`, `C++` and `C#` stay whole."""
    text = text.rstrip(_TRIM.replace("+", "").replace("#", "")).lstrip(_TRIM.replace(".", ""))
    return text if text[1:2].isalnum() else text.lstrip(". ")


@lru_cache(maxsize=1 << 14)
def _bare(word: str) -> str:
    return fold(word).strip(_TRIM)


@lru_cache(maxsize=1 << 14)
def _is_role(word: str) -> bool:
    return _bare(word) in ROLE_NOUNS or _bare(word).removesuffix("s") in ROLE_NOUNS


def _has_role(text: str) -> bool:
    return any(_is_role(part) for word in text.split() for part in word.split("/"))


def _ends_in(roles: frozenset[str], text: str) -> bool:
    words = GRADE.sub("", text).split()
    return bool(words) and (
        _bare(words[-1]) in roles or _bare(words[-1]).removesuffix("s") in roles
    )


def _expanded(words: list[str]) -> list[str]:
    """Abbreviations written out: `sys admin` → `system administrator`."""
    out: list[str] = []
    for word, following in pairwise([*words, ""]):
        if word == "admin" and following in {"assistant", "support", "clerk", "officer"}:
            out.append("administrative")
        elif following and word in SHORT_AT_END:
            out.append("technical" if word == "tech" else word)
        else:
            out += ABBREVIATIONS.get(word, word).split()
    return out


def _singular(word: str) -> str:
    """The singular by ending, leaving alone names (`Windows`) and words that only look plural."""
    if len(word) <= 3 or not word.endswith("s") or word in PLURAL_KEPT or is_known(word):
        return word
    if word.endswith(("ss", "us", "is", "os", "ics")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _capitalised(word: str) -> str:
    return "/".join(map(_cased, word.split("/")))


def _cased(word: str) -> str:
    name = names().get(skill_key(word))
    if name:
        return name.spelled
    if word.casefold() in LINKS:
        return word.casefold()
    return word if word.isupper() and len(word.strip(_TRIM)) <= 3 else word.capitalize()
