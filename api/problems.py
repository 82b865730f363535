"""Every error over HTTP as problem JSON (RFC 9457): `type title status detail instance hint?`."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import SkillgraphError

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("skillgraph.api")
_WORDS = re.compile(r"(?<!^)(?=[A-Z])")


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    kind: str = "",
    title: str = "",
    hint: str = "",
    headers: Mapping[str, str] | None = None,
    **extra: Any,
) -> JSONResponse:
    """A problem response. `kind` names an error of `graph.errors`; `about:blank` where it is empty."""
    slug = _WORDS.sub("-", kind).lower()
    body: dict[str, Any] = {
        "type": f"urn:skillgraph:problem:{slug}" if slug else "about:blank",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **({"hint": hint} if hint else {}),
        **extra,
    }
    return JSONResponse(body, status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _of_ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, SkillgraphError)
    kind = type(error).__name__
    if error.http_status >= 500:
        _LOG.warning("%s %s: %s", request.method, request.url.path, error)
    return problem(
        request,
        error.http_status,
        error.message,
        kind=kind,
        title=_WORDS.sub(" ", kind).capitalize(),
        hint=error.hint,
        headers={"Retry-After": "1"} if error.retryable else None,
    )


def _of_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    hint = ""
    if error.status_code == 404 and detail == HTTPStatus.NOT_FOUND.phrase:
        detail, hint = f"There is nothing at {request.url.path}.", "See /docs for the routes."
    elif error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        detail = f"{request.method} is not allowed here."
        hint = f"Allowed: {allowed}." if allowed else ""
    if detail[-1:] not in (".", "!", "?"):
        detail += "."
    return problem(request, error.status_code, detail, hint=hint, headers=error.headers)


def _of_validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    # Only places and reasons: the values may be somebody's resume.
    errors = [
        {"where": ".".join(str(p) for p in e["loc"]), "reason": str(e["msg"])}
        for e in error.errors()
    ]
    detail = "; ".join(f"{e['where']}: {e['reason']}" for e in errors[:3])
    return problem(
        request,
        422,
        f"The request is not valid: {detail}.",
        kind="InvalidRequest",
        title="Invalid request",
        hint="See /docs for what this route takes.",
        errors=errors,
    )


def _of_fault(request: Request, error: Exception) -> JSONResponse:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(
        request, 500, "The server failed to answer; the log has the reason.", kind="ServerFault"
    )


def install(app: FastAPI) -> None:
    """Make `app` answer every error as a problem."""
    app.add_exception_handler(SkillgraphError, _of_ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(Exception, _of_fault)


class BodyLimit:
    """ASGI middleware: a request body over `limit` bytes is a 413 problem, declared or streamed."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the ASGI specification."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        declared = dict(scope["headers"]).get(b"content-length", b"")
        if declared.isdigit() and int(declared) > self.limit:
            response = _of_http(Request(scope), self._too_large())
            return await response(scope, receive, send)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise self._too_large()
            return message

        return await self.app(scope, counted, send)

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"The request body is over {self.limit:,} bytes.")
