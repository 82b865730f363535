"""The records that travel between the graph and everything else.

Nodes and edges are described in `docs/graph.md`. Keys are made by `graph.keys`. All records are
immutable; money is US dollars a year unless named otherwise, employment is persons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Value = Any
Row = dict[str, Any]


# ---- what sources yield (ingest -> graph) ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """A SOC major, minor or broad group. `parent` is the key of the group above, or None."""

    key: str
    title: str
    level: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Occupation:
    """A detailed SOC occupation. `group` is the key of its broad group, or None."""

    key: str
    title: str
    definition: str = ""
    group: str | None = None


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """Figures about an occupation, to be set as properties: `wage_median=131450, employment=...`.

    A top-coded wage has the figure as lower bound and `<name>_at_least=True` beside it; what is
    not available is absent.
    """

    key: str
    title: str
    facts: dict[str, float | int | str | bool]


@dataclass(frozen=True, slots=True)
class ForeignOccupation:
    """An occupation of another system, kept as a node of its own: `esco:` and its UUID.

    `isco` is its ISCO-08 unit group, by which `SocIsco` rows join it to SOC occupations; `code` is
    the system's own code, `2654.1.7`.
    """

    key: str
    title: str
    definition: str = ""
    isco: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class SocIsco:
    """A row of a SOC-ISCO crosswalk: a SOC occupation's key and an ISCO-08 unit group (4 digits).

    `kind` as published (`full`, `partial`).
    """

    occupation: str
    isco: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TitleAlias:
    """Another name of an occupation: `text` as published, `occupation` a key, `method` its source."""

    text: str
    occupation: str
    method: str


@dataclass(frozen=True, slots=True)
class SkillConcept:
    """A skill of a taxonomy, with its other names: an anchor for the identity of skills.

    `key` is the taxonomy's own: `esco:0005c151-5b5a-4a66-8aac-60e734beb1ab`, `onet:2.A.1.a`,
    `onet:adobe acrobat` (technologies have no id: the folded name). `kind` is skill, knowledge or
    tool. `hot` and `in_demand` are O*NET's flags: true when any occupation's row says so.
    """

    key: str
    name: str
    kind: str = "skill"
    aliases: tuple[str, ...] = ()
    definition: str = ""
    hot: bool = False
    in_demand: bool = False


@dataclass(frozen=True, slots=True)
class SkillGroup:
    """A group of skills: an ESCO skill or ISCED group, an O*NET commodity (`onet:43232202`)."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Broader:
    """The concept or skill group `key` lies under the concept or skill group `parent`."""

    key: str
    parent: str


@dataclass(frozen=True, slots=True)
class SkillListing:
    """A taxonomy's row that says an occupation needs a skill.

    `occupation` is a SOC or foreign key; `skill` the key of a `SkillConcept`, `name` its name.
    `relation` is technology, importance (`value` on O*NET's scale 1..5), score (Employment
    Projections, 1..5), essential or optional. `code` is the taxonomy's occupation code where it is
    finer than the key (`15-1299.08`); several codes of one key are several listings.
    """

    occupation: str
    skill: str
    name: str
    relation: str
    value: float | None = None
    hot: bool = False
    in_demand: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What an occupation does: `key` `onet:8823`, `kind` core, supplemental or empty."""

    key: str
    occupation: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RelatedOccupation:
    """An occupation that a taxonomy calls related, with its tier as published and its rank from 1."""

    occupation: str
    other: str
    tier: str
    rank: int


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill named in a posting's skill field. `raw` as written; `key` from `skill_key`.

    `method` says how the string was cut out; `certain` is False for pieces that may be no skill.
    """

    key: str
    raw: str
    method: str = "split"
    certain: bool = True

    def __reduce__(self) -> tuple[Any, ...]:
        # Postings are kept on disk while they are checked: this is several times faster.
        return SkillMention, (self.key, self.raw, self.method, self.certain)


@dataclass(frozen=True, slots=True)
class Posting:
    """A job posting. `source_row` is `FILE NAME:ROW` of its first occurrence.

    `posted` is the date as published (`4 days ago`), `posted_on` the ISO day where it is known.
    """

    key: str
    title: str
    company: str = ""
    place: str = ""
    employment_type: str = ""
    posted: str = ""
    posted_on: str = ""
    url: str = ""
    text: str = ""
    skills: tuple[SkillMention, ...] = ()
    source: str = "dice"
    source_row: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return Posting, tuple(getattr(self, name) for name in self.__slots__)


SourceRecord = (
    Group
    | Occupation
    | OccupationFacts
    | ForeignOccupation
    | SocIsco
    | TitleAlias
    | SkillConcept
    | SkillGroup
    | Broader
    | SkillListing
    | Task
    | RelatedOccupation
    | Posting
)


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not loaded: file name, 1-based row as a spreadsheet shows it, one reason.

    Row 0 means that the fault shows only against the graph; `detail` then names the row's content.
    """

    file: str
    row: int
    reason: str
    detail: str = ""


# ---- aliases, walks ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SkillName:
    """One way to write a skill. `name` is the skill's display name, `status` canonical/candidate."""

    alias: str
    key: str
    name: str
    status: str = "canonical"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk: the node reached, its display name, and the draw in [0, 1) that chose it.

    `kind` is `occupation` or `skill`; the first step of a walk is its start and has no draw.
    `restarted` is True where the walker jumped back to its start instead of following an edge.
    """

    kind: str
    key: str
    name: str
    draw: float | None = None
    restarted: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """A replayable walk: options, seed and index of the walker within its batch, and the steps."""

    start: str
    seed: int
    index: int
    steps: tuple[Step, ...]
    options: dict[str, Value] = field(default_factory=dict)
    graph_version: str = ""


# ---- write-back (students -> graph) -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill found in a document: character offsets into its text, end exclusive.

    `skill` is the key of the linked skill or None when the student knows no such skill.
    """

    start: int
    end: int
    text: str
    confidence: float
    skill: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was enriched; `key` is the hash of its text, so the same text is one node."""

    key: str
    title: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one run proposes for one document."""

    document: Document
    mentions: tuple[Mention, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write did: nodes and edges created, updated, deleted (all counts)."""

    created: int = 0
    updated: int = 0
    deleted: int = 0

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.created + other.created,
            self.updated + other.updated,
            self.deleted + other.deleted,
        )

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.deleted)


@dataclass(frozen=True, slots=True)
class Run:
    """Who wrote what. `key` is step and inputs hash; `counts` and `inputs` are small dicts."""

    key: str
    step: str
    status: str
    command: str
    version: str
    started: str
    finished: str = ""
    model: str = ""
    seed: int | None = None
    inputs: dict[str, Value] = field(default_factory=dict)
    counts: dict[str, Value] = field(default_factory=dict)
