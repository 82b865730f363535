"""Liveness and readiness."""

from __future__ import annotations

from fastapi import APIRouter, Request

from api import wire
from api.routes.shared import Graph
from graph import reads
from graph.errors import StoreUnreachable

router = APIRouter(tags=["health"])


@router.get("/health", summary="Whether the process answers")
def health(request: Request) -> wire.Health:
    """Never touches the graph."""
    return wire.Health(version=request.app.version)


@router.get("/ready", summary="Whether the graph answers and is migrated")
def ready(store: Graph) -> wire.Readiness:
    """503 as long as the graph does not answer or lacks migrations."""
    if not store.read("applied_migrations"):
        raise StoreUnreachable(
            "The graph has not been migrated.", hint="Run `skillgraph status` once."
        )
    return wire.Readiness(graph_version=reads.graph_version(store))
