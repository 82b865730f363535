"""From documents to proposals for the graph; only `graph.proposals` applies them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.records import Document, Proposal
from students.protocol import Student

BATCH = 64


def propose(student: Student, documents: Sequence[Document]) -> list[Proposal]:
    """One proposal per document, in order, with every mention found and the model that found it."""
    return list(stream(student, documents))


def stream(student: Student, documents: Sequence[Document]) -> Iterator[Proposal]:
    """Like `propose`, a batch at a time, for folders too large to hold all answers."""
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        answers = student.extract([document.text for document in batch])
        for document, answer in zip(batch, answers, strict=True):
            yield Proposal(document, answer.mentions, student.model)
