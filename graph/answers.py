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
    """A skill that an occupation requires; `run` made the edge."""

    skill: str
    name: str
    weight: float
    postings: int
    sources: list[str]
    run: str


@dataclass(frozen=True, slots=True)
class OccupationLink:
    """An occupation that requires a skill; `run` made the edge."""

    occupation: str
    title: str
    weight: float
    postings: int
    sources: list[str]
    run: str


@dataclass(frozen=True, slots=True)
class PostingEvidence:
    """A posting behind an edge; `raw` is how it writes the skill, `source_row` where it stands."""

    posting: str
    title: str
    company: str | None
    raw: str
    source_row: str
    run: str


@dataclass(frozen=True, slots=True)
class SkillTogether:
    """A skill asked for beside another, and in how many postings."""

    skill: str
    name: str
    postings: int


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
