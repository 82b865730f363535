"""The HTTP API as a value: `create_app(store)` builds one; nothing is read from the environment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import problems, wire
from api.backing import Backing
from api.routes import documents, health, occupations, runs, skills
from api.services.stores import version
from graph.store import Store
from students.protocol import Student

DESCRIPTION = """\
Which skills link to an occupation, and why: every link carries its weight, its evidence and the run
that wrote it. `{key}` in a path is a key (`soc:15-1252`), or a title, name or alias, URL-encoded.
Lists are pages: `{items, limit, offset, next}`. Errors are problem JSON (RFC 9457).
"""


def create_app(
    store: Store,
    *,
    home: Path | None = None,
    student: Student | Callable[[], Student] | None = None,
    max_body_bytes: int = wire.MAX_BODY_BYTES,
) -> FastAPI:
    """The API over a graph.

    Args:
        store: the graph, open; the caller closes it.
        home: where runs are recorded; without it `POST /v1/documents` is refused.
        student: what extracts, or how to load it on first use.
        max_body_bytes: larger request bodies are answered with 413.
    """
    load = student if student is None or not isinstance(student, Student) else lambda: student
    app = FastAPI(
        title="Skillgraph",
        description=DESCRIPTION,
        version=version(),
        redirect_slashes=False,
    )
    app.state.backing = Backing(store, home, load)
    problems.install(app)
    app.add_middleware(problems.BodyLimit, limit=max_body_bytes)
    for module in (health, occupations, skills, documents, runs):
        app.include_router(module.router, prefix="/v1")
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """The schema, with the problem responses that every route has."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        parts = schema.setdefault("components", {})
        for unused in ("HTTPValidationError", "ValidationError"):
            parts["schemas"].pop(unused, None)
        parts["schemas"]["Problem"] = wire.Problem.model_json_schema()
        parts["responses"] = {
            "Problem": {
                "description": "What went wrong, and how to mend it.",
                "content": {
                    problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            }
        }
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status in _statuses(operation):
                    operation["responses"][status] = {"$ref": "#/components/responses/Problem"}
        app.openapi_schema = schema
    return app.openapi_schema


def _statuses(operation: dict[str, Any]) -> list[str]:
    statuses = ["500", "503"]
    if operation.get("parameters"):
        statuses += ["404", "422"]
    if "requestBody" in operation:
        statuses += ["413", "422"]
    return statuses
