"""Skills, and which occupations require them."""

from __future__ import annotations

from fastapi import APIRouter

from api import wire
from api.routes.shared import Graph, Key, Limit, Offset, Search
from graph import reads

router = APIRouter(prefix="/skills", tags=["skills"])


@router.get("", summary="Search skills by name")
def search(
    store: Graph, search: Search = "", limit: Limit = 20, offset: Offset = 0
) -> wire.Page[wire.SkillItem]:
    """Best match first."""
    rows = reads.search_skills(store, search, limit=limit + 1, offset=offset)
    return wire.page([wire.SkillItem.model_validate(r) for r in rows], limit, offset)


@router.get("/{key:path}/occupations", summary="Which occupations require a skill")
def occupations(
    store: Graph, key: Key, limit: Limit = 25, offset: Offset = 0
) -> wire.Page[wire.OccupationLinkItem]:
    """Strongest first."""
    skill = reads.find_skill(store, key).key
    rows = reads.skill_occupations(store, skill, limit=limit + 1, offset=offset)
    return wire.page([wire.OccupationLinkItem.model_validate(r) for r in rows], limit, offset)


@router.get("/{key:path}", summary="One skill")
def one(store: Graph, key: Key) -> wire.SkillItem:
    """By key, name or any way to write it."""
    return wire.SkillItem.model_validate(reads.find_skill(store, key))
