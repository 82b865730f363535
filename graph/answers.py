"""What the query library answers: one immutable record per kind of row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class OccupationRow:
    """An occupation; wages in dollars a year, employment in persons, None where unknown."""

    key: str
    title: str
    source: str
    definition: str
    postings: int
    employment: int | None
    wage_median: float | None


@dataclass(frozen=True, slots=True)
class OccupationDetail:
    """An occupation with everything recorded about it; `group` runs from broad to major."""

    occupation: OccupationRow
    facts: dict[str, Any]
    group: list[str]
    aliases: list[str]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill; `occupations` counts those that require it."""

    key: str
    name: str
    status: str
    postings: int
    occupations: int


@dataclass(frozen=True, slots=True)
class SkillLink:
    """A skill that an occupation requires; `run` made the edge.

    `postings` of the occupation's `of` ask for it; `low` and `high` bound that share with 95 %
    confidence; `lift` is that share over the share among all postings. None where there is no
    posting to say so.
    """

    skill: str
    name: str
    weight: float
    postings: int
    sources: list[str]
    run: str | None
    of: int | None = None
    low: float | None = None
    high: float | None = None
    lift: float | None = None


@dataclass(frozen=True, slots=True)
class OccupationLink:
    """An occupation that requires a skill; figures as in `SkillLink`."""

    occupation: str
    title: str
    weight: float
    postings: int
    sources: list[str]
    run: str | None
    of: int | None = None
    low: float | None = None
    high: float | None = None
    lift: float | None = None


@dataclass(frozen=True, slots=True)
class PostingEvidence:
    """A posting behind an edge; `raw` is how it writes the skill, `source_row` where it stands."""

    posting: str
    title: str
    company: str | None
    raw: str
    source_row: str
    run: str
    first_seen: str | None = None


@dataclass(frozen=True, slots=True)
class SkillTogether:
    """A skill asked for beside another: in how many postings, how many times more than by chance."""

    skill: str
    name: str
    postings: int
    lift: float | None = None


@dataclass(frozen=True, slots=True)
class RelatedOccupation:
    """An occupation with like skills: `overlap` (0..1) of the weights, skills that both require."""

    occupation: str
    title: str
    overlap: float
    shared: int
    postings: int


@dataclass(frozen=True, slots=True)
class OnetRelated:
    """An occupation that O*NET calls related; `cost` as in `NearOccupation`, where known."""

    occupation: str
    title: str
    tier: str
    rank: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class NearOccupation:
    """An occupation one step away.

    `cost` is the share (0..1) of its weighted skills that is still to be learnt, `shared` counts
    skills that both require, `learn` those only it does; `tier` is O*NET's word on the pair.
    """

    occupation: str
    title: str
    cost: float
    shared: int
    learn: int
    tier: str | None
    wage_median: float | None


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill that is missing or weaker: `weight` is wanted, `own` there, `gap` the difference."""

    skill: str
    name: str
    gap: float
    weight: float
    own: float
    postings: int
    of: int | None
    sources: list[str]


@dataclass(frozen=True, slots=True)
class MissingSkill:
    """A skill that an occupation requires and a document does not mention."""

    skill: str
    name: str
    weight: float
    postings: int
    of: int | None
    sources: list[str]


@dataclass(frozen=True, slots=True)
class RisingSkill:
    """A skill in two periods: shares (0..1) and counts of postings, and of how many."""

    skill: str
    name: str
    change: float
    before: float
    after: float
    postings_before: int
    postings_after: int
    of_before: int
    of_after: int


@dataclass(frozen=True, slots=True)
class HotSkill:
    """A skill that O*NET flags; `occupations` counts those for which it does."""

    skill: str
    name: str
    hot: bool
    in_demand: bool
    postings: int
    occupations: int


@dataclass(frozen=True, slots=True)
class SkillWage:
    """What occupations pay that require a skill: dollars a year, and the ratio to all; persons."""

    skill: str
    name: str
    wage: float
    premium: float
    occupations: int
    employment: int


@dataclass(frozen=True, slots=True)
class GroupSkill:
    """A skill of a group of occupations: mean weight over `of`, and in how many of them."""

    skill: str
    name: str
    weight: float
    occupations: int
    of: int
    postings: int


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of an occupation; `kind` is core, supplemental or empty."""

    task: str
    text: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class OccupationPosting:
    """A posting that advertises an occupation, by what method and how surely (0..1)."""

    posting: str
    title: str
    company: str | None
    method: str
    score: float
    skills: int
    first_seen: str | None
    source_row: str


@dataclass(frozen=True, slots=True)
class SkillPosting:
    """A posting that asks for a skill, in its own words."""

    posting: str
    title: str
    company: str | None
    raw: list[str]
    first_seen: str | None
    source_row: str


@dataclass(frozen=True, slots=True)
class PostingSkill:
    """A skill a posting asks for; pieces that may be no skill are not `certain`."""

    skill: str
    name: str
    status: str
    raw: str
    method: str
    certain: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An enriched document; `mentions` counts its edges to skills."""

    key: str
    title: str
    source: str
    mentions: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A skill that a document mentions, with its evidence; offsets are characters, end exclusive."""

    skill: str
    name: str
    skill_status: str
    start: int
    end: int
    text: str
    confidence: float
    model: str
    status: str
    runs: list[str]
