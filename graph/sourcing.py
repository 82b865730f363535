"""Records of where the graph's knowledge comes from: evidence, spellings, sources, runs."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.answers import PostingEvidence, SkillLink, SkillRow


@dataclass(frozen=True, slots=True)
class Listing:
    """A taxonomy's row behind an edge.

    `value` is on the source's own scale. `through` is the occupation of another system that has the
    row and is called the same with certainty `same` (0..1); None for a row of the occupation itself.
    """

    source: str
    relation: str
    value: float | None
    raw: str
    code: str
    hot: bool
    in_demand: bool
    through: str | None
    same: float
    first_seen: str | None
    last_seen: str | None
    run: str | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A teacher's word for an edge: how it called the skill, at which place of its list, by which
    version of the prompt; `status` is proposed or accepted.

    `support` (0..1), `lift` and `neighbours` are what neighbouring occupations say for it.
    """

    raw: str
    rank: int
    support: float
    lift: float | None
    neighbours: int
    status: str
    teacher: str
    prompt: str
    first_seen: str
    runs: list[str]


@dataclass(frozen=True, slots=True)
class EdgeEvidence:
    """All that stands behind an occupation's link to a skill.

    `link` is None where there is no edge (or where another day was asked for); `postings` are the
    first of them. `occupation` and `skill` are keys.
    """

    occupation: str
    title: str
    skill: str
    name: str
    link: SkillLink | None
    postings: list[PostingEvidence]
    listings: list[Listing]
    suggestions: list[Suggested] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row of `edge_evidence`: `kind` says which sort of evidence `key`, `text` and `value` are."""

    kind: str
    source: str
    key: str
    text: str
    value: float | None
    first_seen: str | None
    last_seen: str | None
    run: str | None


@dataclass(frozen=True, slots=True)
class NameReason:
    """Why a spelling is a skill: who says so, how, how surely (0..1), and since when."""

    skill: str
    name: str
    status: str
    source: str | None
    method: str
    score: float
    first_seen: str | None
    last_seen: str | None
    run: str | None


@dataclass(frozen=True, slots=True)
class TitleReason:
    """Why a title is an occupation."""

    occupation: str
    title: str
    source: str | None
    method: str
    score: float
    first_seen: str | None
    last_seen: str | None
    run: str | None


@dataclass(frozen=True, slots=True)
class Spelling:
    """A spelling of a skill, folded; in how many postings it stands so."""

    text: str
    sources: list[str]
    postings: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A person's word on two names: `merge` makes them one skill, `split` keeps them apart."""

    kind: str
    a: str
    b: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class SkillWhy:
    """How a text is resolved to a skill, and all that is known of its names.

    Without `reasons` the text is the key or the folded form of the skill itself.
    """

    text: str
    skill: SkillRow
    reasons: list[NameReason]
    spellings: list[Spelling]
    decisions: list[DecisionRow]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a taxonomy puts above or below a skill, `level` steps away; `kind` is its label."""

    relation: str
    level: int
    key: str
    name: str
    kind: str
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that waits for somebody's word."""

    skill: str
    name: str
    postings: int
    mentions: int
    first_seen: str | None


@dataclass(frozen=True, slots=True)
class WaitingMention:
    """A mention in a document that was proposed and not yet accepted."""

    document: str
    title: str
    skill: str
    name: str
    text: str
    confidence: float
    model: str
    runs: list[str]


@dataclass(frozen=True, slots=True)
class WaitingSuggestion:
    """A skill that a teacher suggested and nobody accepted yet; figures as in `Suggested`."""

    occupation: str
    title: str
    skill: str
    name: str
    raw: str
    support: float
    lift: float | None
    neighbours: int
    teacher: str
    prompt: str
    runs: list[str]


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """What a run says is typical of an occupation; units as in `graph.statistics.Estimate`."""

    source: str
    skills_mean: float
    skills_spread: float
    years_mean: float
    years_spread: float
    years_source: str
    postings: int
    teacher: str | None
    prompt: str | None
    run: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A part of a source that was loaded; days in ISO form."""

    source: str
    system: str
    files: list[str]
    rows: int
    first_seen: str
    seen: str
    run: str


@dataclass(frozen=True, slots=True)
class Written:
    """How many nodes of a label or edges of a type a run wrote; two keys as samples."""

    kind: str
    type: str
    written: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """How much evidence of a kind appeared and went away between two days."""

    kind: str
    source: str
    appeared: int
    gone: int


@dataclass(frozen=True, slots=True)
class Covered:
    """A part of the graph: how many, and their share (0..1) of all of that kind."""

    what: str
    part: str
    count: int
    share: float | None
