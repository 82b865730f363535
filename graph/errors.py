"""Every error that this project raises on purpose.

SkillgraphError                     message may be shown to a user; `hint` says how to mend it
├── DataError                       a file, row or document is wrong (exit 1, HTTP 422)
│   ├── UnknownFormat               no source recognises the file
│   ├── UnreadableFile              damaged, wrong encoding, missing column, empty
│   └── MissingExtra                an optional package is not installed
├── RequestError                    what was asked for cannot be answered (exit 1, HTTP 400)
│   ├── NotFound                    no such occupation, skill, document, run, query (HTTP 404)
│   ├── InvalidValue                a value outside what is allowed (exit 2, HTTP 422)
│   └── NotReadOnly                 a statement that is not a plain read (HTTP 403)
├── StoreError                      the graph store
│   ├── StoreUnreachable            nobody answers at the address (exit 3, HTTP 503, retryable)
│   ├── StoreRefused                wrong or missing credentials, no such database (exit 3, HTTP 503)
│   ├── StoreTooOld                 the server's version is below what is supported (exit 3, HTTP 503)
│   ├── StoreBusy                   deadlock or another transient state (retryable, HTTP 503)
│   ├── GraphLocked                 another process is loading this graph
│   ├── ConstraintViolated          a unique key exists already
│   ├── QueryTimeout                the time limit was reached (HTTP 504)
│   └── QueryError                  the statement or its parameters are wrong
├── QueryFileError                  a file of the query library breaks its own contract
├── TeacherError                    a teacher's reply cannot be used
│   ├── TeacherUnavailable          time-out, rate limit or server fault after all retries (retryable)
│   ├── TeacherRefused              the model declined, or the key was not accepted
│   ├── BudgetSpent                 the next call could cost more than is left of the budget (HTTP 402)
│   └── ReplyRejected               the reply failed the checks after all repairs
├── StudentError                    a checkpoint is missing, damaged or of another kind
└── RunError                        a run cannot start, resume or be undone
    └── HomeLocked                  another process is doing the same step in this home
"""

from __future__ import annotations

from typing import ClassVar


class SkillgraphError(Exception):
    """Root of the tree.

    Args:
        message: One sentence: what is wrong and where.
        hint: One sentence: how to mend it; may be empty.
    """

    retryable: ClassVar[bool] = False
    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class DataError(SkillgraphError):
    """A file, row or document is wrong."""

    http_status = 422


class UnknownFormat(DataError):
    """No source recognises the file."""


class UnreadableFile(DataError):
    """The file is damaged, wrongly encoded, lacks a column or is empty."""


class MissingExtra(DataError):
    """An optional package is needed and not installed."""


class RequestError(SkillgraphError):
    """What was asked for cannot be answered."""

    http_status = 400


class NotFound(RequestError):
    """No such thing in the graph or the query library."""

    http_status = 404


class InvalidValue(RequestError):
    """A value lies outside what is allowed."""

    exit_code = 2
    http_status = 422


class NotReadOnly(RequestError):
    """The statement is not a plain read."""

    http_status = 403


class StoreError(SkillgraphError):
    """The graph store reported a fault."""


class StoreUnreachable(StoreError):
    """Nobody answers at the address."""

    retryable = True
    exit_code = 3
    http_status = 503


class StoreRefused(StoreError):
    """Credentials are wrong or missing, or the database does not exist."""

    exit_code = 3
    http_status = 503


class StoreTooOld(StoreError):
    """The server's version is below what is supported."""

    exit_code = 3
    http_status = 503


class StoreBusy(StoreError):
    """A deadlock or another state that passes."""

    retryable = True
    http_status = 503


class GraphLocked(StoreError):
    """Another process is loading this graph."""


class ConstraintViolated(StoreError):
    """A unique key exists already."""

    http_status = 409


class QueryTimeout(StoreError):
    """The statement reached its time limit."""

    http_status = 504


class QueryError(StoreError):
    """The statement or its parameters are wrong."""

    http_status = 400


class QueryFileError(SkillgraphError):
    """A file of the query library breaks its own contract."""


class TeacherError(SkillgraphError):
    """A teacher's reply cannot be used."""

    http_status = 502


class TeacherUnavailable(TeacherError):
    """Time-out, rate limit or server fault after all retries."""

    retryable = True


class TeacherRefused(TeacherError):
    """The model declined, or the key was not accepted."""


class BudgetSpent(TeacherError):
    """The next call could cost more than is left of the budget."""

    http_status = 402


class ReplyRejected(TeacherError):
    """The reply failed the checks after all repairs."""


class StudentError(SkillgraphError):
    """A checkpoint is missing, damaged or of another kind."""

    http_status = 503


class RunError(SkillgraphError):
    """A run cannot start, resume or be undone."""

    http_status = 409


class HomeLocked(RunError):
    """Another process is doing the same step in this home."""
