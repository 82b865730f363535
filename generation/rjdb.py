"""Rows of RJDB, with the seven fields, nesting and phrases of the released data.

Source: Pezeshkpour et al. 2023, arXiv:2311.06383. A row says the same as a triple, without
offsets, walk or provenance; what a phrase tells (`instead of "Baker (2013 - 2016)" use …`) is read
into fields here and written from them, nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generation.examples import (
    AnnotatedDocument,
    Context,
    Experience,
    Filtered,
    Provenance,
    SampledSkill,
    Triple,
)
from graph.errors import DataError
from graph.keys import content_hash, fold, skill_key, title_key

TEACHER = "rjdb"
"""The teacher of triples that were read from rows, which do not name theirs."""

_SAME = "the same job experience as before"
_HELD = re.compile(r"(?P<title>.*) \((?P<start>\d{4}) - (?P<end>\d{4})\)", re.DOTALL)
_WITHOUT = re.compile(r'without including "(?P<held>.*)"', re.DOTALL)
_INSTEAD = re.compile(
    r'instead of "(?P<held>(?P<title>.*) \(\d{4} - (?P<end>\d{4})\))"'
    r' use "(?P=title) \(\d{4} - (?P<now>\d{4})\)"',
    re.DOTALL,
)


def _names(value: Any) -> Any:
    # Two of the released rows have counts by name where the others have a list.
    return list(value) if isinstance(value, dict) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Timeline = tuple[tuple[tuple[str, ...], tuple[str, ...]], int, tuple[int, ...]]
"""`[["4 years as a Baker", …], ["Baker (2019 - 2023)", …]]`, last year, years of each; newest first."""


def _called(name: str, default: Any = ...) -> Any:
    """A field by its released name, which Python cannot spell."""
    return Field(default, validation_alias=name, serialization_alias=name)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, validate_by_name=True, validate_by_alias=True)


class FilteredInformation(_Row):
    """What the unmatched resume lacks: names of skills, and a phrase for the experience."""

    skills: Names = _called("Skills")
    experience: str = _called("Experience")


class RjdbRow(_Row):
    """A row as released. Fields that a file may lack are empty; `missing` names them."""

    job_description: str = _called("Job-Description", "")
    matched: str = _called("Resume-matched")
    unmatched: str = _called("Resume-unmatched", "")
    skills: Names = _called("Skills")
    experiences: tuple[str, ...] = _called("Experiences", ())
    experiences_years: Timeline = _called("Experiences-years", (((), ()), 0, ()))
    filtered: FilteredInformation = _called(
        "Filtered-information", FilteredInformation(skills=(), experience=_SAME)
    )

    @property
    def missing(self) -> tuple[str, ...]:
        """The released names of the fields that the row did not have."""
        fields = type(self).model_fields
        return tuple(
            f.serialization_alias or name
            for name, f in fields.items()
            if name not in self.model_fields_set
        )


def row_of(triple: Triple) -> RjdbRow:
    """A triple as a row. Titles stand in phrases as they stand in the documents."""
    context = triple.context
    jobs = context.experiences
    return RjdbRow(
        job_description=triple.job_description.text,
        matched=triple.matched.text,
        unmatched=triple.unmatched.text,
        skills=tuple(skill.name for skill in context.skills),
        experiences=tuple(job.title for job in jobs),
        experiences_years=(
            (
                tuple(f"{job.years} years as a {job.title}" for job in jobs),
                tuple(_held(job) for job in jobs),
            ),
            jobs[0].end if jobs else 0,
            tuple(job.years for job in jobs),
        ),
        filtered=FilteredInformation(
            skills=tuple(skill.name for skill in context.filtered.skills),
            experience=_phrase(context.filtered),
        ),
    )


def triple_of(row: RjdbRow, index: int = 0) -> Triple:
    """A row as a triple: documents without spans, no walk, keys made from names.

    Raises:
        DataError: a phrase is of no form that was released.
    """
    jobs = tuple(_job(phrase) for phrase in row.experiences_years[0][1])
    texts = (row.job_description, row.matched, row.unmatched)
    job, matched, unmatched = (AnnotatedDocument(text=text) for text in texts)
    return Triple(
        key=content_hash(*texts),
        context=Context(
            seed=0,
            index=index,
            job_title=jobs[0].title if jobs else "",
            skills=_skills(row.skills),
            experiences=jobs,
            filtered=_filtered(row.filtered),
            trace=(),
        ),
        job_description=job,
        matched=matched,
        unmatched=unmatched,
        provenance=Provenance(teacher=TEACHER),
    )


def _held(job: Experience) -> str:
    return f"{job.title} ({job.start} - {job.end})"


def _phrase(change: Filtered) -> str:
    job = change.experience
    if job is None or change.experience_change == "none":
        return _SAME
    if change.experience_change == "dropped":
        return f'without including "{_held(job)}"'
    shorter = job.model_copy(update={"end": job.end - change.years_removed})
    return f'instead of "{_held(job)}" use "{_held(shorter)}"'


def _filtered(told: FilteredInformation) -> Filtered:
    skills, phrase = _skills(told.skills), told.experience
    if found := _WITHOUT.fullmatch(phrase):
        gone = _job(found["held"])
        return Filtered(
            skills=skills, experience_change="dropped", experience=gone, years_removed=gone.years
        )
    if found := _INSTEAD.fullmatch(phrase):
        return Filtered(
            skills=skills,
            experience_change="shortened",
            experience=_job(found["held"]),
            years_removed=int(found["end"]) - int(found["now"]),
        )
    if phrase != _SAME:
        raise DataError(f"{phrase!r} is no phrase for a change of experience.")
    return Filtered(skills=skills)


def _job(phrase: str) -> Experience:
    found = _HELD.fullmatch(phrase)
    if found is None:
        raise DataError(f"{phrase!r} is no experience with its years.")
    title = found["title"]
    return Experience(
        title=title, occupation=title_key(title), start=int(found["start"]), end=int(found["end"])
    )


def _skills(names: Sequence[str]) -> tuple[SampledSkill, ...]:
    return tuple(SampledSkill(key=skill_key(name) or fold(name), name=name) for name in names)
