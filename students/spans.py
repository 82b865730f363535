"""Labels and spans: B opens a span, I goes on with it, O is outside.

An I that follows O, or stands first, opens a span too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generation.examples import SkillSpan
from students.tokens import Token

BEGIN, INSIDE, OUTSIDE = "B", "I", "O"


class TokenSpan(NamedTuple):
    """Positions of tokens within a window, end exclusive."""

    start: int
    end: int


def encode(tokens: Sequence[Token], spans: Iterable[SkillSpan]) -> list[str]:
    """One label per token. A token that a span covers in part belongs to it."""
    labels = [OUTSIDE] * len(tokens)
    position = 0
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        label = BEGIN
        while position < len(tokens) and tokens[position].end <= span.start:
            position += 1
        while position < len(tokens) and tokens[position].start < span.end:
            labels[position], label = label, INSIDE
            position += 1
    return labels


def decode(labels: Sequence[str]) -> list[TokenSpan]:
    """The spans of a label sequence, in order."""
    spans: list[TokenSpan] = []
    begin: int | None = None
    for position, label in enumerate([*labels, OUTSIDE]):
        if label == INSIDE and begin is not None:
            continue
        if begin is not None:
            spans.append(TokenSpan(begin, position))
        begin = position if label in (BEGIN, INSIDE) else None
    return spans
