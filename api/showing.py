"""A triple made ready to be looked at: documents in marked pieces, the walk as a tree.

The terminal (`api.cli.showing`) and the page (`api.page`) show the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from generation.examples import AnnotatedDocument, Context, How, SkillSpan, Triple, WalkStep

Role = Literal["kept", "removed", "added"]
"""What becomes of a skill in the unmatched resume."""

TITLES = ("Job description", "Matched resume", "Unmatched resume")
LEGEND: Mapping[Role, str] = {
    "kept": "in both resumes",
    "removed": "not in the unmatched resume",
    "added": "only in the unmatched resume, not asked for",
}
HOW: Mapping[How, str] = {
    "verbatim": "by its name",
    "alias": "by another name",
    "implied": "implied by a task",
}


class Piece(NamedTuple):
    """A stretch of a document; `span` and `role` where it tells of a skill."""

    text: str
    span: SkillSpan | None = None
    role: Role | None = None


class Skill(NamedTuple):
    """A skill of the triple."""

    key: str
    name: str
    role: Role


class Job(NamedTuple):
    """An experience: title, years, and what becomes of it in the unmatched resume."""

    title: str
    years: str
    remark: str


@dataclass(slots=True)
class Branch:
    """A node of the walk's tree: where the walk went on from here, and how often it came."""

    step: WalkStep
    times: int = 0
    branches: dict[str, Branch] = field(default_factory=dict)

    def chain(self) -> tuple[list[Branch], list[Branch]]:
        """This node and those after it to the next fork, and what the fork leads to."""
        nodes, here = [self], self
        while len(here.branches) == 1 and here.times == next(iter(here.branches.values())).times:
            (here,) = here.branches.values()
            nodes.append(here)
        return nodes, list(here.branches.values())


def skills(context: Context) -> list[Skill]:
    """The sampled skills, then the added ones."""
    gone = {skill.key for skill in context.filtered.skills}
    found = [Skill(s.key, s.name, "removed" if s.key in gone else "kept") for s in context.skills]
    return found + [Skill(s.key, s.name, "added") for s in context.added.skills]


def used(context: Context) -> set[str]:
    """Keys of the skills and occupations of the walk that stand in the documents."""
    new = context.added.experience
    return (
        {s.key for s in skills(context)} | {*context.occupations} | {new.occupation if new else ""}
    )


def jobs(context: Context) -> list[Job]:
    """The experiences, newest first, and the one that was added."""
    change, found = context.filtered, []
    for job in context.experiences:
        remark = ""
        if job == change.experience and change.experience_change == "shortened":
            remark = f"until {job.end - change.years_removed} in the unmatched resume"
        elif job == change.experience:
            remark = "not in the unmatched resume"
        found.append(Job(job.title, f"{job.start} - {job.end}", remark))
    if new := context.added.experience:
        found.append(Job(new.title, f"{new.start} - {new.end}", "only in the unmatched resume"))
    return found


def documents(triple: Triple) -> Iterator[tuple[str, list[Piece]]]:
    """The title and the pieces of each document."""
    roles = {skill.key: skill.role for skill in skills(triple.context)}
    for title, document in zip(TITLES, triple.documents(), strict=True):
        yield title, pieces(document, roles)


def pieces(document: AnnotatedDocument, roles: Mapping[str, Role]) -> list[Piece]:
    """A document cut where spans begin and end; where spans overlap, the shortest counts."""
    text = document.text
    spans = [s for s in document.spans if 0 <= s.start < s.end <= len(text)]
    cuts = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    found = []
    for start, end in itertools.pairwise(cuts):
        over = [s for s in spans if s.start <= start and end <= s.end]
        span = min(over, key=lambda s: s.end - s.start, default=None)
        role = roles.get(span.skill, "kept") if span else None
        found.append(Piece(text[start:end], span, role))
    return found


def walk(steps: tuple[WalkStep, ...]) -> list[Branch]:
    """The walk as trees: each jump back begins again at the root, and ways that agree share it."""
    roots: dict[str, Branch] = {}
    here: Branch | None = None
    for step in steps:
        places = roots if here is None or step.restarted else here.branches
        here = places.setdefault(step.key, Branch(step))
        here.times += 1
    return list(roots.values())
