"""Do documents say what they were to say, and nothing else? Counts over triples, one at a time.

Every figure is a pair of counts: how many were looked for, how many were found. *Verbatim* is the
name itself, *alias* another name of the skill, *implied* a stretch of text that the annotation
points to. *Invented* is a known skill that stands in a document and was not sampled for it; some names
of skills are also ordinary words (`Support`, `Education`), and are counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generation.drawing import kept_skills, unmatched_experiences, unmatched_skills
from generation.examples import AnnotatedDocument, Context, How, SampledSkill, Triple
from generation.locate import begins_task, by_line
from generation.quality.text import Searched, bare_places, degrees
from graph.gazetteer import Gazetteer, Match
from graph.keys import skill_key

_SHORT_KEY = 4
DOCUMENTS = ("job_description", "matched", "unmatched")


@dataclass(slots=True)
class SkillCounts:
    """Skills of one kind of document: `wanted` is the sum of the ways and of what is missing."""

    wanted: int = 0
    verbatim: int = 0
    alias: int = 0
    implied: int = 0
    invented: int = 0
    ordinary: int = 0
    """Ordinary words that are names of known skills too, beside what was invented."""

    @property
    def present(self) -> int:
        """Wanted skills that are there in whatever way."""
        return self.verbatim + self.alias + self.implied


@dataclass(slots=True)
class ExperienceCounts:
    """Experiences of one kind of document: those whose title is there, and whose years are too.

    The years are the first and the last in a resume, their number in a job description.
    """

    wanted: int = 0
    titles: int = 0
    years: int = 0


@dataclass(slots=True)
class DifferenceCounts:
    """What the unmatched resume lacks and keeps. `exact` counts triples where all of it is right."""

    triples: int = 0
    removed: int = 0
    removed_absent: int = 0
    kept: int = 0
    kept_present: int = 0
    kept_verbatim: int = 0
    added: int = 0
    added_present: int = 0
    changes: int = 0
    changes_shown: int = 0
    exact: int = 0


@dataclass(slots=True)
class Faithfulness:
    """All counts of a file."""

    skills: dict[str, SkillCounts] = field(
        default_factory=lambda: {name: SkillCounts() for name in DOCUMENTS}
    )
    experiences: dict[str, ExperienceCounts] = field(
        default_factory=lambda: {name: ExperienceCounts() for name in DOCUMENTS}
    )
    unmatched: DifferenceCounts = field(default_factory=DifferenceCounts)
    spans: int = 0
    spans_wrong: int = 0
    """Annotated spans whose text is not what stands at their offsets."""
    inventions: Counter[str] = field(default_factory=Counter)
    """How often each invented name stands in a document."""


class Measure:
    """Takes triples one after another.

    Args:
        gazetteer: the known skills, by which other names and inventions are told.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        from generation.wording import ordinary_words

        self.counts = Faithfulness()
        self._ordinary = ordinary_words()
        self._gazetteer = gazetteer
        self._find = by_line(gazetteer)

    def add(self, triple: Triple) -> None:
        """Count one triple."""
        context = triple.context
        wanted = (context.skills, context.skills, unmatched_skills(context))
        looked = []
        for name, document, skills in zip(DOCUMENTS, triple.documents(), wanted, strict=True):
            seen = _Seen(document, context, self._find(document.text), self._gazetteer)
            self._skills(name, seen, skills, context)
            looked.append(seen)
            self.counts.spans += len(document.spans)
            self.counts.spans_wrong += sum(s not in seen.right for s in document.spans)
        self._experiences(looked, context)
        self._difference(looked[2], context)

    def _skills(
        self, name: str, seen: _Seen, wanted: Sequence[SampledSkill], context: Context
    ) -> None:
        counts = self.counts.skills[name]
        counts.wanted += len(wanted)
        for way in map(seen.way, wanted):
            if way is not None:
                setattr(counts, way, getattr(counts, way) + 1)
        # A removed skill that is still there is counted as such, not as invented.
        invented = seen.invented(wanted if name != "unmatched" else _all_skills(context))
        ordinary = {m.skill for m in invented if skill_key(m.text) in self._ordinary}
        names = {m.skill for m in invented} - ordinary
        counts.ordinary += len(ordinary)
        counts.invented += len(names)
        self.counts.inventions.update(map(self._gazetteer.name, names))

    def _experiences(self, looked: Sequence[_Seen], context: Context) -> None:
        wanted = (context.experiences, context.experiences, unmatched_experiences(context))
        for name, seen, jobs in zip(DOCUMENTS, looked, wanted, strict=True):
            counts = self.counts.experiences[name]
            counts.wanted += len(jobs)
            counts.titles += sum(seen.text.has_title(job.title) for job in jobs)
            right = seen.text.has_length if name == "job_description" else seen.text.has_years
            counts.years += sum(map(right, jobs))

    def _difference(self, seen: _Seen, context: Context) -> None:
        counts, change = self.counts.unmatched, context.filtered
        kept, longer = kept_skills(context), unmatched_skills(context)
        absent = sum(not seen.still_there(skill, longer) for skill in change.skills)
        ways = [seen.way(skill) for skill in kept]
        present = sum(way is not None for way in ways)
        counts.triples += 1
        counts.removed += len(change.skills)
        counts.removed_absent += absent
        counts.kept += len(kept)
        counts.kept_present += present
        counts.kept_verbatim += ways.count("verbatim")
        counts.added += len(context.added.skills)
        counts.added_present += sum(seen.way(s) is not None for s in context.added.skills)
        shown = _change_shown(seen.text, context)
        counts.changes += shown is not None
        counts.changes_shown += shown is True
        counts.exact += absent == len(change.skills) and present == len(kept) and shown is not False


class _Seen:
    """What a document holds."""

    def __init__(
        self,
        document: AnnotatedDocument,
        context: Context,
        matches: Sequence[Match],
        gazetteer: Gazetteer,
    ) -> None:
        jobs = (*context.experiences, context.added.experience)
        self._titles = [job.title for job in jobs if job]
        self.text = Searched(document.text)
        self._document, self._gazetteer = document, gazetteer
        self.right = {s for s in document.spans if document.text[s.start : s.end] == s.text}
        self._implied = {span.skill for span in self.right if span.how == "implied"}
        taken = bare_places(document.text, self._titles) + degrees(document.text)
        self._matches = [
            m for m in matches if not _is_prose(document.text, m) and not _inside(m, taken)
        ]

    def way(self, skill: SampledSkill, outside: Sequence[str] = ()) -> How | None:
        """How the text tells of a skill, the plainest way first."""
        if self.text.has(skill.name, outside):
            return "verbatim"
        other = any(self.text.has(name, outside) for name in skill.aliases)
        keys, places = self._keys((skill,)), bare_places(self._document.text, outside)
        if other or any(m.skill in keys and not _inside(m, places) for m in self._matches):
            return "alias"
        return "implied" if skill.key in self._implied else None

    def still_there(self, removed: SampledSkill, kept: Sequence[SampledSkill]) -> bool:
        """Whether a removed skill is told of, elsewhere than inside a title or a longer name."""
        name = removed.name.lower()
        longer = [s.name for s in kept if name in s.name.lower() and name != s.name.lower()]
        return self.way(removed, [*self._titles, *longer]) is not None

    def invented(self, allowed: Sequence[SampledSkill]) -> list[Match]:
        """Known skills that are none of these and do not stand where one of these does."""
        known = self._keys(allowed)
        strange = [match for match in self._matches if match.skill not in known]
        if not strange:
            return []
        names = [s.name for s in allowed] + [a for s in allowed for a in s.aliases]
        taken = bare_places(self._document.text, names)
        taken += [(span.start, span.end) for span in self._document.spans]
        return [match for match in strange if not _inside(match, taken)]

    def _keys(self, skills: Iterable[SampledSkill]) -> set[str]:
        """Keys of skills, as the context and as the gazetteer have them."""
        keys = set()
        for skill in skills:
            keys |= {skill.key, self._gazetteer.skill_of(skill.name) or skill.key}
        return keys


def _all_skills(context: Context) -> tuple[SampledSkill, ...]:
    return (*context.skills, *context.added.skills)


def _is_prose(text: str, match: Match) -> bool:
    """Whether a match is no name: a verb that a sentence begins with, a word in lower case, short words
    that fold into one.

    Postings list `support`, `Planning` and `training` as skills, and `as a` is not ASA.
    """
    if begins_task(text, match):
        return True
    if match.text.isalnum():
        return match.text.islower()
    return " " in match.text and len(skill_key(match.text)) <= _SHORT_KEY


def _inside(match: Match, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end and match.start < end for start, end in places)


def _change_shown(text: Searched, context: Context) -> bool | None:
    """Whether the change of experience can be read in the unmatched resume; None without one."""
    job, kind = context.filtered.experience, context.filtered.experience_change
    if job is None or kind == "none":
        return None
    if kind == "dropped":
        return not text.has_years(job, [e.title for e in unmatched_experiences(context)])
    return text.has_years(job.model_copy(update={"end": job.end - context.filtered.years_removed}))
