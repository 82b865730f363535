"""Look-ups that people make: evidence behind an edge, search, ways and gaps between occupations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from graph.answers import MissingSkill, SkillGap
    from graph.export import Exported, Progress
    from graph.paths import TransitionPath
    from graph.search import Hit, Kind
    from graph.sourcing import EdgeEvidence, SkillWhy
    from graph.store import Store


def edge_evidence(
    store: Store, occupation: str, skill: str, *, limit: int = 10, as_of: str | None = None
) -> EdgeEvidence:
    """Everything behind an occupation's link to a skill, both as people name them.

    Raises:
        NotFound, InvalidValue: see `graph.provenance.edge_evidence`.
    """
    from graph import provenance

    return provenance.edge_evidence(store, occupation, skill, limit, as_of)


def skill_why(store: Store, text: str, *, as_of: str | None = None) -> SkillWhy:
    """How a text is resolved to a skill.

    Raises:
        NotFound, InvalidValue: see `graph.provenance.skill_why`.
    """
    from graph import provenance

    return provenance.skill_why(store, text, as_of)


def path(
    store: Store, start: str, goal: str, *, max_hops: int, skills: int, evidence: int
) -> TransitionPath:
    """The cheapest way from one occupation to another.

    Raises:
        NotFound, InvalidValue: see `graph.paths.transition_path`.
    """
    from graph import paths

    return paths.transition_path(
        store, start, goal, max_hops=max_hops, skills=skills, evidence=evidence
    )


def gap(
    store: Store,
    start: str,
    goal: str,
    *,
    document: bool = False,
    limit: int = 25,
    min_weight: float = 0.0,
    as_of: str | None = None,
) -> list[SkillGap] | list[MissingSkill]:
    """What the occupation `goal` requires beyond `start`: an occupation, or a document by its key.

    Raises:
        NotFound: no such occupation or document.
        InvalidValue: a day that does not exist, or a day for a document, which has none.
    """
    from graph import analysis, reads
    from graph.errors import InvalidValue

    other = reads.find_occupation(store, goal).key
    if not document:
        occupation = reads.find_occupation(store, start).key
        return analysis.occupation_gap(
            store, occupation, other, limit=limit, min_weight=min_weight, as_of=as_of
        )
    if as_of is not None:
        raise InvalidValue("A document's gap has no other day.", hint="Leave --as-of out.")
    key = reads.find_document(store, start).key
    return analysis.document_gap(store, key, other, limit=limit, min_weight=min_weight)


def search(store: Store, text: str, *, kind: Kind | None = None, limit: int = 20) -> list[Hit]:
    """Skills and occupations that the text may mean; by name, by words and by meaning.

    Raises:
        InvalidValue: the text is blank.
    """
    from graph import search as searching
    from graph.encoder import encode

    return searching.search(store, text, kind, limit, encode=encode)


def export_graph(store: Store, form: str, out: Path, progress: Progress) -> Exported:
    """Write the whole graph to a path, as csv, parquet, graphml or bulk.

    Raises:
        InvalidValue: no such format, or there is something at the path.
        MissingExtra: the format needs a package that is not installed.
    """
    from graph.errors import InvalidValue
    from graph.export import export
    from graph.export_formats import FORMATS

    if form not in FORMATS:
        raise InvalidValue(
            f"{form!r} is no format of an export.", hint=f"There are {', '.join(FORMATS)}."
        )
    return export(store, form, out, FORMATS[form], progress)
