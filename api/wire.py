"""What travels over HTTP: one model per resource, and the envelope of every list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

T = TypeVar("T")

MAX_LIMIT = 200
MAX_TEXTS = 100
MAX_TEXT_CHARS = 200_000
MAX_BODY_BYTES = 8_000_000


class Wire(BaseModel):
    """Read from a record of `graph` by attribute."""

    model_config = ConfigDict(from_attributes=True)


class Asked(BaseModel):
    """A request body; unknown fields are an error."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """An error (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:skillgraph:problem:not-found",
                    "title": "Not found",
                    "status": 404,
                    "detail": "There is no occupation called 'Sofware Developers'.",
                    "instance": "/v1/occupations/Sofware Developers",
                    "hint": "Did you mean Software Developers?",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    hint: str | None = None
    errors: list[dict[str, str]] | None = None


class Page(BaseModel, Generic[T]):
    """A page of a list: `next` is the offset of the following page, or null on the last one."""

    items: list[T]
    limit: int
    offset: int
    next: int | None


def page(found: Sequence[T], limit: int, offset: int) -> Page[T]:
    """A page from up to `limit + 1` items: the one too many says that there are more."""
    more = len(found) > limit
    return Page[T](
        items=list(found[:limit]), limit=limit, offset=offset, next=offset + limit if more else None
    )


class OccupationItem(Wire):
    """An occupation. Wage: US dollars a year; employment: persons."""

    key: str = Field(examples=["soc:15-1252"])
    title: str = Field(examples=["Software Developers"])
    source: str = Field(examples=["soc"])
    definition: str | None = None
    postings: int = Field(description="How many postings advertise it.")
    employment: int | None = None
    wage_median: float | None = None


class OccupationFull(OccupationItem):
    """An occupation with all that is known of it."""

    facts: dict[str, Any]
    group: list[str] = Field(description="Titles of its SOC groups, from broad to major.")
    aliases: list[str]


class EvidenceItem(Wire):
    """A posting that asks for the skill, with the words it used and the row it came from."""

    posting: str
    title: str
    company: str | None = None
    raw: str = Field(examples=["Core Java"])
    source_row: str = Field(examples=["dice.csv:17"])
    run: str = Field(examples=["ingest-0123456789ab"])


class SkillLinkItem(Wire):
    """Why an occupation requires a skill. Weight is in 0..1."""

    skill: str = Field(examples=["java"])
    name: str = Field(examples=["Java"])
    weight: float
    postings: int
    sources: list[str]
    run: str
    evidence: list[EvidenceItem] | None = Field(
        default=None, description="Only with `evidence=N`, N above 0."
    )


class OccupationLinkItem(Wire):
    """An occupation that requires a skill."""

    occupation: str
    title: str
    weight: float
    postings: int
    sources: list[str]
    run: str


class SkillItem(Wire):
    """A skill; `status` is canonical or candidate."""

    key: str = Field(examples=["java"])
    name: str = Field(examples=["Java"])
    status: str
    postings: int
    occupations: int


class DocumentItem(Wire):
    """An enriched document; `mentions` counts its edges."""

    key: str
    title: str
    source: str | None = None
    mentions: int


class MentionItem(Wire):
    """A skill mentioned in a document: character offsets into its text, end exclusive."""

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


class RunItem(Wire):
    """Who wrote what, when, with which model."""

    key: str
    step: str
    status: str
    command: str
    version: str
    started: str
    finished: str
    model: str
    seed: int | None
    inputs: dict[str, Any]
    counts: dict[str, Any]


class ExtractRequest(Asked):
    """One text or several."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "Six years of Java and AWS."}]}
    )

    text: str | None = Field(default=None)
    texts: list[str] | None = Field(default=None, min_length=1, max_length=MAX_TEXTS)

    @model_validator(mode="after")
    def _one_of_both(self) -> ExtractRequest:
        if (self.text is None) == (self.texts is None):
            raise ValueError("give either text or texts")
        return self

    def all(self) -> list[str]:
        """The texts in order."""
        return [self.text] if self.text is not None else list(self.texts or ())


class Span(Wire):
    """A skill found in a text; `skill` is null when the graph knows no such skill."""

    start: int
    end: int
    text: str
    confidence: float
    skill: str | None


class Extracted(BaseModel):
    """Spans of each text, in order of the request."""

    model: str = Field(examples=["crf:3f2a91c0"])
    results: list[list[Span]]


class DocumentRequest(Asked):
    """A document to enrich the graph with."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"title": "resume 17", "text": "Six years of Java and AWS."}]
        },
    )

    title: str = Field(min_length=1, max_length=500)
    text: str = Field(min_length=1)
    threshold: float = Field(default=0.5, ge=0.0, le=1.0)


class Enriched(BaseModel):
    """What enriching did: the document's key, the run that wrote, and what changed."""

    document: str
    run: str
    model: str
    mentions: int
    created: int
    updated: int
    deleted: int


class Health(BaseModel):
    """The process answers."""

    status: str = "ok"
    version: str


class Readiness(BaseModel):
    """The graph answers and is migrated."""

    status: str = "ready"
    graph_version: str
