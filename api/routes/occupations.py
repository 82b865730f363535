"""Occupations, and which skills link to them, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query

from api import wire
from api.routes.shared import Graph, Key, Limit, Offset, Search
from graph import reads

router = APIRouter(prefix="/occupations", tags=["occupations"])

Evidence = Annotated[int, Query(ge=0, le=20, description="Pieces of evidence per skill.")]
Weight = Annotated[float, Query(ge=0.0, le=1.0, description="Leave out weaker links.")]


@router.get("", summary="Search occupations by title or alias")
def search(
    store: Graph, search: Search = "", limit: Limit = 20, offset: Offset = 0
) -> wire.Page[wire.OccupationItem]:
    """Best match first."""
    rows = reads.search_occupations(store, search, limit=limit + 1, offset=offset)
    return wire.page([wire.OccupationItem.model_validate(r) for r in rows], limit, offset)


@router.get("/{key:path}/skills", summary="Which skills link to an occupation, and why")
def skills(
    *,
    store: Graph,
    key: Key,
    limit: Limit = 25,
    offset: Offset = 0,
    min_weight: Weight = 0.0,
    evidence: Evidence = 0,
) -> wire.Page[wire.SkillLinkItem]:
    """Strongest first; each with weight, postings, sources, the run that wrote it, and evidence."""
    occupation = reads.find_occupation(store, key).key
    links = reads.occupation_skills(
        store, occupation, limit=limit + 1, offset=offset, min_weight=min_weight
    )
    items = [wire.SkillLinkItem.model_validate(link) for link in links]
    if evidence:
        for item in items[:limit]:
            found = reads.skill_evidence(store, occupation, item.skill, limit=evidence)
            item.evidence = [wire.EvidenceItem.model_validate(e) for e in found]
    return wire.page(items, limit, offset)


@router.get("/{key:path}", summary="One occupation")
def one(store: Graph, key: Key) -> wire.OccupationFull:
    """With wages, employment, outlook, SOC groups and other titles, as far as they are known."""
    detail = reads.occupation_detail(store, reads.find_occupation(store, key).key)
    return wire.OccupationFull(
        **asdict(detail.occupation),
        facts=detail.facts,
        group=list(detail.group),
        aliases=list(detail.aliases),
    )
