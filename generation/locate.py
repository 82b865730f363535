"""Where names stand in a text: character offsets of skills, titles and years.

Offsets count characters of the text as stored, ends are exclusive, spans do not overlap, and the
longest name wins (`SQL Server` before `SQL`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from generation.examples import How, SampledSkill, SkillSpan
from generation.skill_words import cased
from generation.tasks import verb_forms
from generation.wording import ordinary_words
from graph.gazetteer import Gazetteer, Match
from graph.keys import skill_key

_YEAR = re.compile(r"(?:19|20)(?<!\d..)\d\d(?!\d)")
_WORD = re.compile(r"[^\W_]+")
DEGREE = "bachelor|master|associate|diploma|degree|certificate|doctorate|major(?:ed)?|minor"
"""Words, as a pattern, that a field of study may follow."""
# What is looked ahead for lets the search pass by most words at once.
_FIELD = re.compile(
    rf"\b(?=[abcdmp])(?:(?:{DEGREE})(?!\w)"
    r"[^\n,;|.]{0,30}?\b|(?:b\.?sc?\.?|m\.?sc?\.?|b\.?a\.?|m\.?a\.?|ph\.?d\.?) )(?:in|of) "
    r"(?P<field>[^\n,;|.()–]{2,60})",
    re.I,
)
_GOES_ON = re.compile(r",? [a-z]")
_EXACT_CASE = 5
"""Names up to this length match only as written, or in another case where the gazetteer knows
them to be no everyday word: `Go` is a skill, `go` is not."""
_SHORT_KEY = 4


class Found(NamedTuple):
    """What a text holds: the sampled skills, where titles stand, and known skills not sampled."""

    spans: tuple[SkillSpan, ...]
    titles: dict[str, list[tuple[int, int]]]
    invented: tuple[Match, ...]


Finder = Callable[[str], Sequence[Match]]


def locate(
    text: str,
    skills: Sequence[SampledSkill],
    titles: Iterable[str],
    find: Finder,
    implied: Sequence[tuple[SampledSkill, str]] = (),
) -> Found:
    """Find sampled skills, titles and known skills that were not sampled.

    A skill inside a title (`Java` in `Java Developer`) is part of the title, one behind a degree
    (`B.S. in Computer Science`) a field of study: no mention and no invention. A known skill that
    is written like prose (one lower-case word, or a word of our own phrase files) is no invention
    either, for postings list `support` and `training` as skills.

    Args:
        text: a document.
        skills: those of the context.
        titles: of all its experiences.
        find: known skills in a text, as `Gazetteer.find`.
        implied: skills and the words that are said to imply them; words that the text does not
            have are passed over, so that the skill counts as missing.
    """
    taken = bytearray(len(text))
    for field in _FIELD.finditer(text):
        _take(taken, *field.span("field"))
    elsewhere = taken.copy()
    stood: dict[str, list[tuple[int, int]]] = {title: [] for title in titles}
    spans = []
    lowered = text.lower()
    for name, key, said in _names(stood, skills):
        exact = bool(key) and _is_short(name)
        for start, end in _occurrences(text, lowered, name, taken, exact=exact):
            if key:
                spans.append(_span(text, start, end, key, said))
            else:
                stood[name].append((start, end))
                _take(elsewhere, start, end)
    sampled = {skill.key: skill.name for skill in skills}
    invented = []
    for match in find(text):
        if _touched(elsewhere, match.start, match.end):
            continue
        if match.skill in sampled:
            if not _touched(taken, match.start, match.end):
                same = skill_key(match.text) == skill_key(sampled[match.skill])
                how: How = "verbatim" if same else "alias"
                spans.append(_span(text, match.start, match.end, match.skill, how))
        elif not _is_prose(text, match, taken):
            invented.append(match)
    spans += _implied(text, implied)
    return Found(tuple(sorted(spans, key=lambda s: s.start)), stood, tuple(invented))


def _names(titles: Iterable[str], skills: Sequence[SampledSkill]) -> list[tuple[str, str, How]]:
    """Name, skill and how it names it, the longest first; a title has no skill."""
    names: list[tuple[str, str, How]] = [(title, "", "verbatim") for title in titles]
    for skill in skills:
        names.append((skill.name, skill.key, "verbatim"))
        names += [(cased(alias, skill.name), skill.key, "alias") for alias in skill.aliases]
    return sorted(names, key=lambda named: len(named[0]), reverse=True)


def _span(text: str, start: int, end: int, skill: str, how: How) -> SkillSpan:
    return SkillSpan(start=start, end=end, text=text[start:end], skill=skill, how=how)


def _implied(text: str, implied: Sequence[tuple[SampledSkill, str]]) -> Iterator[SkillSpan]:
    """Where the words stand that imply a skill; lines may be broken in them."""
    for skill, quote in implied:
        found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
        if found:
            yield _span(text, found.start(), found.end(), skill.key, "implied")


def years(text: str) -> list[tuple[int, int]]:
    """Calendar years in a text and where they begin."""
    return [(int(m.group()), m.start()) for m in _YEAR.finditer(text)]


def by_line(gazetteer: Gazetteer) -> Finder:
    """`gazetteer.find` that remembers lines.

    No match crosses a line end, and the two resumes of a pair share most of their lines.
    """
    lines: dict[str, list[Match]] = {}

    def find(text: str) -> list[Match]:
        if len(lines) > 50_000:
            lines.clear()
        found, start = [], 0
        for line in text.split("\n"):
            known = lines.get(line)
            if known is None:
                known = lines[line] = gazetteer.find(line)
            found += [Match(m.start + start, m.end + start, m.text, m.skill) for m in known]
            start += len(line) + 1
        return found

    return find


def is_plain(text: str, find: Finder) -> bool:
    """Whether a text names no known skill but in words that are prose anywhere."""
    taken = bytearray(len(text))
    return all(_is_prose(text, match, taken) for match in find(text))


def _is_short(name: str) -> bool:
    return len(name) <= _EXACT_CASE


def _occurrences(
    text: str, lowered: str, name: str, taken: bytearray, *, exact: bool
) -> Iterator[tuple[int, int]]:
    """Places of a name as a word of its own that no longer name has taken; takes them."""
    where, what = text, name
    if not exact and len(lowered) == len(text) and len(name.lower()) == len(name):
        where, what = lowered, name.lower()
    at = where.find(what)
    while at >= 0:
        end = at + len(what)
        if _whole(text, at, end) and not _touched(taken, at, end):
            _take(taken, at, end)
            yield at, end
        at = where.find(what, at + 1)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


def _touched(taken: bytearray, start: int, end: int) -> bool:
    """Whether something of a place is taken."""
    return taken.find(1, start, end) >= 0


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a name ends where words end: not `C` in `C++`, `.NET` in `ASP.NET`, `R` in `R&D`."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before == "_" or (before == "." and text[start].isalnum()):
        return False
    if after in {"+", "#"} or (text[end - 1].isalnum() and (after.isalnum() or after == "_")):
        return False
    return not (after in {".", "&"} and text[end + 1 : end + 2].isalnum())


def begins_task(text: str, match: Match) -> bool:
    """Whether a match is a verb that a sentence begins with: `Planning the work`, not `Planning`."""
    if match.text.lower() not in verb_forms():
        return False
    before = text[max(0, match.start - 9) : match.start].rstrip(" ")[-1:]
    return not before.isalnum() and bool(_GOES_ON.match(text, match.end))


def _is_prose(text: str, match: Match, taken: bytearray) -> bool:
    """Whether a known skill is here no more than ordinary words around or beside a sampled one."""
    words = [
        w.group()
        for w in _WORD.finditer(text, match.start, match.end)
        if not _touched(taken, *w.span())
    ]
    if _touched(taken, match.start, match.end):  # `C is a` is not `CISA`, `SQL skills` is SQL
        return all(len(word) == 1 or skill_key(word) in ordinary_words() for word in words)
    if len(words) > 1 and len(skill_key(match.text)) <= _SHORT_KEY:
        return True  # `I am` is not `IAM`
    if words[-1].lower() in {"year", "years"}:
        return True
    plain = len(words) == 1 and words[0] == match.text and match.text.islower()
    return plain or begins_task(text, match) or skill_key(match.text) in ordinary_words()
