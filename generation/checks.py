"""Is a reply faithful to its context? What is wrong is named, so that the teacher can mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generation.drawing import unmatched_experiences, unmatched_skills
from generation.examples import AnnotatedDocument, Context, Experience, SampledSkill
from generation.locate import Finder, Found, by_line, locate, years
from generation.replies import Reply
from graph.gazetteer import Gazetteer

_NEAR = 160
"""Characters between a title and its years, at most."""
_SHORTEST = 8
_LEAST_SHARE, _MOST_SHARE = 0.4, 2.5
_MAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# What is looked ahead for lets a search pass by most places at once.
_PHONE = re.compile(r"(?=[+(\d])(?<!\d)(?:\+1[ -]?)?\(?(\d{3})\)?[ .-](\d{3})[ .-](\d{4})(?!\d)")
_RESERVED = re.compile(r"(?:^|\.)example(?:\.(?:com|org|net))?$")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBER = r"\b(?=[\dzotfsen])(\d{1,2}|" + "|".join(_NUMBERS) + ")"
_COUNTED = re.compile(_NUMBER + r"(?=\+?\s|\)|-)", re.I)
_TOTAL = re.compile(_NUMBER + r"\+?[ -]years?(?: of)?(?: [\w-]+)? experience", re.I)


class Problem(NamedTuple):
    """One failed check: its kind (counted), the document, and a detail for the teacher."""

    reason: str
    document: str
    detail: str

    def __str__(self) -> str:
        return f"{self.document}: {self.reason}: {self.detail}"


class Checked(NamedTuple):
    """The annotated documents (job description, matched, unmatched) and what is wrong with them."""

    documents: tuple[AnnotatedDocument, AnnotatedDocument, AnnotatedDocument]
    problems: tuple[Problem, ...]


class Checker:
    """Checks replies against contexts; knows skills by a gazetteer.

    Args:
        gazetteer: names that count as skills when a text invents them; best without candidates,
            which hold much that is ordinary prose.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._find: Finder = by_line(gazetteer)

    def check(self, context: Context, reply: Reply) -> Checked:
        """Locate all skills and compare each document with what the context asks of it."""
        texts = (reply.job_description, reply.matched_resume, reply.unmatched_resume)
        names = ("job description", "matched resume", "unmatched resume")
        found = self._found(context, reply, texts)
        problems = [
            *_skills(names[0], found[0], context.skills),
            *_skills(names[1], found[1], context.skills),
            *_skills(names[2], found[2], unmatched_skills(context)),
            *_required_years(texts[0], found[0], context.experiences),
            *_history(names[1], texts[1], found[1], context.experiences),
            *_history(names[2], texts[2], found[2], unmatched_experiences(context)),
            *_length(texts),
        ]
        for name, text, seen in zip(names, texts, found, strict=True):
            problems += _inventions(name, seen) + _personal(name, text)
        a, b, c = (
            AnnotatedDocument(text=text, spans=seen.spans)
            for text, seen in zip(texts, found, strict=True)
        )
        return Checked((a, b, c), tuple(dict.fromkeys(problems)))

    def _found(self, context: Context, reply: Reply, texts: Sequence[str]) -> list[Found]:
        skills = (*context.skills, *context.added.skills)
        titles = [e.title for e in (*context.experiences, *unmatched_experiences(context))]
        by_name = {skill.name: skill for skill in skills}
        quotes = [
            [
                (by_name[i.skill], i.text)
                for i in reply.implied
                if i.document == d and i.skill in by_name
            ]
            for d in ("job_description", "matched_resume", "unmatched_resume")
        ]
        # A resume that implies most of its skills could not be told from one that lacks them.
        most = max(1, len(context.skills) // 3)
        return [
            locate(text, skills, titles, self._find, quoted[:most])
            for text, quoted in zip(texts, quotes, strict=True)
        ]


def _skills(document: str, found: Found, wanted: Sequence[SampledSkill]) -> list[Problem]:
    """Every wanted skill is there, and no other of the sampled ones."""
    there = {span.skill for span in found.spans}
    expected = {skill.key for skill in wanted}
    missing = [Problem("skill missing", document, s.name) for s in wanted if s.key not in there]
    extra = {span.text for span in found.spans if span.skill not in expected}
    reason = "removed skill present" if document.startswith("unmatched") else "skill invented"
    return missing + [Problem(reason, document, text) for text in sorted(extra)]


def _inventions(document: str, found: Found) -> list[Problem]:
    return [Problem("skill invented", document, match.text) for match in found.invented]


def _required_years(text: str, found: Found, wanted: Sequence[Experience]) -> list[Problem]:
    """Each job is asked for, with its number of years beside the title."""
    problems = []
    counted = [(_number(m.group(1)), m.start()) for m in _COUNTED.finditer(text)]
    for job in wanted:
        places = found.titles[job.title]
        if not places:
            problems.append(Problem("title missing", "job description", job.title))
        elif not any(n == job.years and _near(at, places) for n, at in counted):
            detail = f"{job.years} years as {job.title}"
            problems.append(Problem("years wrong", "job description", detail))
    return problems


def _history(document: str, text: str, found: Found, wanted: Sequence[Experience]) -> list[Problem]:
    """Each job with its first and last year, and no other job or year, nor another sum of years."""
    problems = _totals(document, text, wanted)
    names = _names(found)
    written = [(y, at) for y, at in years(text) if not any(s <= at < e for s, e in names)]
    for job in wanted:
        places = found.titles[job.title]
        if not places:
            problems.append(Problem("title missing", document, job.title))
            continue
        near = {year for year, at in written if _near(at, places)}
        if not {job.start, job.end} <= near:
            detail = f"{job.title} ({job.start} - {job.end})"
            problems.append(Problem("years wrong", document, detail))
    titles = {job.title for job in wanted}
    for title, places in found.titles.items():
        if places and title not in titles:
            problems.append(Problem("removed job present", document, title))
    allowed = {year for job in wanted for year in (job.start, job.end)}
    strange = sorted({year for year, _ in written} - allowed)
    return problems + [
        Problem("years wrong", document, f"{year} belongs to no job") for year in strange
    ]


def _totals(document: str, text: str, wanted: Sequence[Experience]) -> list[Problem]:
    """`N years of experience` is what the jobs add up to, or the length of one of them."""
    allowed = {sum(job.years for job in wanted), *(job.years for job in wanted)}
    told = {_number(m.group(1)) for m in _TOTAL.finditer(text)}
    return [
        Problem("years wrong", document, f"{number} years of experience")
        for number in sorted(told - allowed)
    ]


def _length(texts: Sequence[str]) -> list[Problem]:
    """No document is a stub, and the length does not tell the resumes apart."""
    words = [len(text.split()) for text in texts]
    if min(words) < _SHORTEST:
        return [Problem("too short", "all", f"{min(words)} words")]
    if not _LEAST_SHARE <= words[2] / words[1] <= _MOST_SHARE:
        detail = f"{words[2]} words beside {words[1]} of the matched resume"
        return [Problem("lengths differ", "unmatched resume", detail)]
    return []


def _personal(document: str, text: str) -> list[Problem]:
    """Mail addresses and telephone numbers of the reserved ranges only."""
    words = (word for word in text.split() if "@" in word)
    mails = [
        mail.group()
        for word in words
        for mail in _MAIL.finditer(word)
        if not _RESERVED.search(mail.group(1))
    ]
    phones = [
        m.group()
        for m in _PHONE.finditer(text)
        if m.group(2) != "555" or not m.group(3).startswith("01")
    ]
    return [Problem("personal data", document, detail) for detail in (*mails, *phones)]


def _names(found: Found) -> list[tuple[int, int]]:
    """Where titles and skills stand; a number in them (`Windows Server 2019`) is part of a name."""
    titles = (place for places in found.titles.values() for place in places)
    return [*titles, *((span.start, span.end) for span in found.spans)]


def _near(at: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(start - _NEAR <= at <= end + _NEAR for start, end in places)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS.index(text.lower())
