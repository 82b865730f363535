"""The documents that generation makes, and their JSONL form.

A triple is a job description, a resume that matches it and one that does not, with the task
annotations of RJDB (Pezeshkpour et al. 2023, arXiv:2311.06383): sampled skills, experiences with
years, and what was filtered out of the unmatched resume.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ExperienceChange = Literal["none", "shortened", "dropped"]
How = Literal["verbatim", "alias", "implied"]
"""How a text tells of a skill: by its name, by another name of it, or by a task that needs it."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SampledSkill(_Frozen):
    """A skill that the walk sampled: graph key, the name it is to be written by, other names."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


class Experience(_Frozen):
    """A job held from `start` to `end` (calendar years, end exclusive of overlap)."""

    title: str
    occupation: str
    start: int
    end: int

    @property
    def years(self) -> int:
        """Length in whole years."""
        return self.end - self.start


class Filtered(_Frozen):
    """What the unmatched resume lacks, against the matched one."""

    skills: tuple[SampledSkill, ...] = ()
    experience_change: ExperienceChange = "none"
    experience: Experience | None = None
    """The experience that was shortened or dropped, as it stands in the matched resume."""
    years_removed: int = 0


class Added(_Frozen):
    """What the unmatched resume has in the place of what it lacks; the job asks for none of it.

    Without it, what was taken out would show in the length alone.
    """

    skills: tuple[SampledSkill, ...] = ()
    experience: Experience | None = None
    """In the place of a dropped one, in the same years."""


class WalkStep(_Frozen):
    """A step of the trace, as in `graph.records.Step`."""

    kind: Literal["occupation", "skill"]
    key: str
    name: str
    draw: float | None = None
    restarted: bool = False


class Context(_Frozen):
    """What a triple must say. The first experience's title is the job title."""

    seed: int
    index: int
    job_title: str
    skills: tuple[SampledSkill, ...]
    experiences: tuple[Experience, ...]
    filtered: Filtered
    added: Added = Added()
    trace: tuple[WalkStep, ...]
    graph_version: str = ""

    @property
    def occupations(self) -> tuple[str, ...]:
        """Keys of the occupations of the experiences, job first."""
        return tuple(dict.fromkeys(e.occupation for e in self.experiences))


class SkillSpan(_Frozen):
    """Where a skill stands in a document: character offsets, end exclusive."""

    start: int
    end: int
    text: str
    skill: str
    how: How = "verbatim"


class AnnotatedDocument(_Frozen):
    """A document's text and where its skills stand."""

    text: str
    spans: tuple[SkillSpan, ...] = ()

    @property
    def named(self) -> tuple[SkillSpan, ...]:
        """The spans that name a skill: not those of tasks, which only imply one."""
        return tuple(span for span in self.spans if span.how != "implied")


class Provenance(_Frozen):
    """How a triple was made."""

    teacher: str
    templates: dict[str, str] = Field(default_factory=dict)
    """Template name -> version and content hash, e.g. `{"triple": "v1:ab12cd34"}`."""
    seed: int = 0
    repairs: int = 0
    run: str = ""


class Triple(_Frozen):
    """One generated example; `key` is the hash of context, templates and teacher."""

    key: str
    context: Context
    job_description: AnnotatedDocument
    matched: AnnotatedDocument
    unmatched: AnnotatedDocument
    provenance: Provenance

    def documents(self) -> tuple[AnnotatedDocument, ...]:
        """Job description, matched resume, unmatched resume."""
        return (self.job_description, self.matched, self.unmatched)


@dataclass(frozen=True, slots=True)
class RejectedTriple:
    """A context whose replies failed all checks: one reason per failed check."""

    index: int
    reasons: tuple[str, ...]
