"""What every route takes: the store behind the app, and the bounds of a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query, Request

from api import wire
from api.backing import Backing
from graph.store import Store


def backing_of(request: Request) -> Backing:
    """What the app was built over."""
    found: Backing = request.app.state.backing
    return found


def store_of(request: Request) -> Store:
    """The graph."""
    return backing_of(request).store


Graph = Annotated[Store, Depends(store_of)]
Key = Annotated[
    str, Path(min_length=1, max_length=500, description="A key, title, name or alias, URL-encoded.")
]
Limit = Annotated[int, Query(ge=1, le=wire.MAX_LIMIT, description="Items per page.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Items to skip.")]
Search = Annotated[
    str, Query(max_length=200, description="Part of a title or name; empty lists all.")
]
