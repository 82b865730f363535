"""Documents: what was extracted from them, and enriching the graph with more."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException

from api import services, wire
from api.routes.shared import Graph, Key, Limit, Offset, backing_of
from graph import reads
from graph.errors import InvalidValue, RunError

router = APIRouter(tags=["documents"])


@router.get("/documents", summary="The documents that were enriched")
def listed(store: Graph, limit: Limit = 50, offset: Offset = 0) -> wire.Page[wire.DocumentItem]:
    """In order of their keys."""
    rows = reads.documents(store, limit=limit + 1, offset=offset)
    return wire.page([wire.DocumentItem.model_validate(r) for r in rows], limit, offset)


@router.get("/documents/{key:path}/mentions", summary="The skills that a document mentions")
def mentions(
    store: Graph, key: Key, limit: Limit = 100, offset: Offset = 0
) -> wire.Page[wire.MentionItem]:
    """In order of position, each with confidence, model and runs."""
    document = reads.find_document(store, key).key
    rows = reads.document_mentions(store, document, limit=limit + 1, offset=offset)
    return wire.page([wire.MentionItem.model_validate(r) for r in rows], limit, offset)


@router.get("/documents/{key:path}", summary="One document")
def one(store: Graph, key: Key) -> wire.DocumentItem:
    """Without its text."""
    return wire.DocumentItem.model_validate(reads.find_document(store, key))


@router.post("/extract", summary="Find skills in texts, writing nothing")
def extract(request: Request, asked: wire.ExtractRequest) -> wire.Extracted:
    """Spans with character offsets, confidence and the linked skill, or null where none is known."""
    texts = asked.all()
    for text in texts:
        _check(text)
    student = backing_of(request).student()
    found = services.extract_texts(student, texts)
    return wire.Extracted(
        model=student.model,
        results=[[wire.Span.model_validate(m) for m in e.mentions] for e in found],
    )


@router.post("/documents", summary="Enrich the graph with a document", status_code=201)
def enrich(request: Request, store: Graph, asked: wire.DocumentRequest) -> wire.Enriched:
    """Extract, propose, accept what is sure enough. The same text again changes nothing."""
    _check(asked.text)
    _check(asked.title)
    backing = backing_of(request)
    if backing.home is None:
        raise RunError("This server does not record runs, so it cannot write.")
    student = backing.student()
    with backing.writing:
        report = services.enrich_text(
            store,
            backing.home,
            student=student,
            title=asked.title,
            text=asked.text,
            threshold=asked.threshold,
        )
    return wire.Enriched(
        document=report.documents[0].document,
        run=report.run,
        model=report.model,
        mentions=report.documents[0].mentions,
        created=report.changes.created,
        updated=report.changes.updated,
        deleted=report.changes.deleted,
    )


def _check(text: str) -> None:
    if len(text) > wire.MAX_TEXT_CHARS:
        raise HTTPException(413, f"A text is over {wire.MAX_TEXT_CHARS:,} characters.")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise InvalidValue("A text holds half of a surrogate pair, which is no character.")
