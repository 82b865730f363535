"""Where the graph's knowledge comes from, and how much of it there is: one function per query.

Occupations, skills, runs are given by key; days are ISO text, and `as_of` asks for what stood on
that day. All raise `graph.errors.InvalidValue` for a day that does not exist.
"""

from __future__ import annotations

from graph import answers, sourcing
from graph.analysis import skill_evidence
from graph.keys import fold
from graph.reads import find_occupation, find_skill
from graph.store import Store


def listing_evidence(
    store: Store, occupation: str, skill: str, as_of: str | None = None
) -> list[sourcing.Listing]:
    """Taxonomy rows behind the edge; the occupation's own first."""
    rows = store.read("listing_evidence", occupation=occupation, skill=skill, as_of=as_of)
    return [sourcing.Listing(**row) for row in rows]


def suggestion_evidence(store: Store, occupation: str, skill: str) -> list[sourcing.Suggested]:
    """Which teachers suggested the skill for the occupation."""
    rows = store.read("suggestion_evidence", occupation=occupation, skill=skill)
    return [sourcing.Suggested(**row) for row in rows]


def evidence_rows(
    store: Store, occupation: str, skill: str, limit: int = 25, as_of: str | None = None
) -> list[sourcing.EvidenceRow]:
    """Everything behind the edge as one list; `limit` bounds the postings."""
    rows = store.read("edge_evidence", occupation=occupation, skill=skill, limit=limit, as_of=as_of)
    return [sourcing.EvidenceRow(**row) for row in rows]


def edge_evidence(
    store: Store, occupation: str, skill: str, limit: int = 25, as_of: str | None = None
) -> sourcing.EdgeEvidence:
    """Everything behind the edge between an occupation and a skill, both as people name them.

    Raises:
        NotFound: no such occupation or skill.
    """
    end, start = find_skill(store, skill), find_occupation(store, occupation)
    found = store.read("requires_edge", occupation=start.key, skill=end.key) if not as_of else []
    return sourcing.EdgeEvidence(
        start.key,
        start.title,
        end.key,
        end.name,
        answers.SkillLink(**found[0]) if found else None,
        skill_evidence(store, start.key, end.key, limit, as_of),
        listing_evidence(store, start.key, end.key, as_of),
        suggestion_evidence(store, start.key, end.key) if not as_of else [],
    )


def skill_why(store: Store, text: str, as_of: str | None = None) -> sourcing.SkillWhy:
    """How a text is resolved to a skill, by whom, and what else the skill is called.

    Raises:
        NotFound: no skill is called so.
    """
    folded = fold(text)
    rows = store.read("skill_why", text=folded, as_of=as_of)
    reasons = [sourcing.NameReason(**row) for row in rows]
    skill = find_skill(store, text)
    spellings = skill_spellings(store, skill.key)
    names = sorted({folded, fold(skill.name), *(spelling.text for spelling in spellings)})
    decided = [sourcing.DecisionRow(**row) for row in store.read("decisions_on", names=names)]
    return sourcing.SkillWhy(text, skill, reasons, spellings, decided)


def skill_spellings(store: Store, skill: str, limit: int = 100) -> list[sourcing.Spelling]:
    """All spellings of a skill, those in most postings first."""
    rows = store.read("skill_spellings", skill=skill, limit=limit)
    return [
        sourcing.Spelling(r["text"], sorted(map(str, r["sources"])), r["postings"]) for r in rows
    ]


def title_why(store: Store, text: str, as_of: str | None = None) -> list[sourcing.TitleReason]:
    """Which occupations a title means, the surest first."""
    rows = store.read("title_why", text=fold(text), as_of=as_of)
    return [sourcing.TitleReason(**row) for row in rows]


def decisions(store: Store, limit: int = 100) -> list[sourcing.DecisionRow]:
    """What people decided about names, the latest first."""
    return [sourcing.DecisionRow(**row) for row in store.read("decisions", limit=limit)]


def skill_neighbours(store: Store, skill: str, limit: int = 50) -> list[sourcing.Neighbour]:
    """What taxonomies put above and below a skill."""
    rows = store.read("skill_neighbours", skill=skill, limit=limit)
    return [sourcing.Neighbour(**row) for row in rows]


def candidates(store: Store, limit: int = 25, offset: int = 0) -> list[sourcing.Candidate]:
    """Skills that wait for somebody's word, those named most first."""
    rows = store.read("candidates", limit=limit, offset=offset)
    return [sourcing.Candidate(**row) for row in rows]


def proposals_waiting(
    store: Store, limit: int = 25, offset: int = 0
) -> list[sourcing.WaitingMention]:
    """Mentions that were proposed and not accepted, the surest first."""
    rows = store.read("proposals_waiting", limit=limit, offset=offset)
    return [sourcing.WaitingMention(**row) for row in rows]


def suggestions_waiting(
    store: Store, limit: int = 25, offset: int = 0
) -> list[sourcing.WaitingSuggestion]:
    """Skills that teachers suggested and nobody accepted, those with the most support first."""
    rows = store.read("suggestions_waiting", limit=limit, offset=offset)
    return [sourcing.WaitingSuggestion(**row) for row in rows]


def occupation_estimates(store: Store, occupation: str) -> list[sourcing.EstimateRow]:
    """What postings and teachers say is typical of an occupation."""
    rows = store.read("occupation_statistics", occupation=occupation)
    return [sourcing.EstimateRow(**row) for row in rows]


def sources(store: Store) -> list[sourcing.SourceRow]:
    """What was loaded, and when it was last seen."""
    return [sourcing.SourceRow(**row) for row in store.read("sources")]


def run_provenance(store: Store, run: str) -> list[sourcing.Written]:
    """What a run (by key) wrote and is still there."""
    return [sourcing.Written(**row) for row in store.read("run_provenance", run=run)]


def changes_between(store: Store, start: str, end: str) -> list[sourcing.EvidenceChange]:
    """Evidence that appeared or went away after the day `start` and up to the day `end`."""
    rows = store.read("changes_between", start=start, end=end)
    return [sourcing.EvidenceChange(**row) for row in rows]


def coverage(store: Store) -> list[sourcing.Covered]:
    """How much of the graph hangs together."""
    return [sourcing.Covered(**row) for row in store.read("coverage")]
