"""Runs: who wrote what."""

from __future__ import annotations

from fastapi import APIRouter

from api import wire
from api.routes.shared import Graph, Key, Limit, Offset
from graph import reads

router = APIRouter(prefix="/runs", tags=["runs"])


@router.get("", summary="The runs, latest first")
def listed(store: Graph, limit: Limit = 50, offset: Offset = 0) -> wire.Page[wire.RunItem]:
    """With what each read and how many nodes and edges it changed."""
    rows = reads.list_runs(store, limit=limit + 1, offset=offset)
    return wire.page([wire.RunItem.model_validate(r) for r in rows], limit, offset)


@router.get("/{key:path}", summary="One run")
def one(store: Graph, key: Key) -> wire.RunItem:
    """By key, or by a beginning of it that only one run has."""
    return wire.RunItem.model_validate(reads.find_run(store, key))
