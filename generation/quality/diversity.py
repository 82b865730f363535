"""How different documents are from each other: distinct n-grams, and BLEU among themselves.

Both depend on how many documents are looked at, so that they are taken on samples of one size.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ORDER = 4
_NONE_FOUND = 0.1
"""Counted for an order of which no n-gram is found, as in Chen and Cherry 2014, method 1."""

Gram = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diversity:
    """`distinct_n`: different n-grams among all; `self_bleu_4`: mean BLEU-4 against the others."""

    documents: int
    distinct_1: float
    distinct_2: float
    self_bleu_4: float


def diversity(texts: Sequence[str]) -> Diversity:
    """The figures of some documents of one kind; words in lower case, punctuation as tokens."""
    tokens = [_TOKEN.findall(text.lower()) for text in texts]
    return Diversity(len(texts), _distinct(tokens, 1), _distinct(tokens, 2), self_bleu(tokens))


def self_bleu(documents: Sequence[Sequence[str]]) -> float:
    """Mean BLEU-4 of each document with all others as references (Zhu et al. 2018).

    The same as BLEU with many references, in time linear in the number of documents: of each n-gram
    only the two highest counts can clip anything.
    """
    if len(documents) < 2:
        return 0.0
    precisions = [_clipped(documents, n) for n in range(1, _ORDER + 1)]
    lengths = sorted(map(len, documents))
    scores = [
        _brevity(len(tokens), lengths) * _mean([p[at] for p in precisions])
        for at, tokens in enumerate(documents)
    ]
    return sum(scores) / len(scores)


def _grams(tokens: Sequence[str], n: int) -> Counter[Gram]:
    return Counter(zip(*(tokens[at:] for at in range(n)), strict=False))


def _distinct(documents: Sequence[Sequence[str]], n: int) -> float:
    counts: Counter[Gram] = Counter()
    for tokens in documents:
        counts.update(_grams(tokens, n))
    return len(counts) / counts.total() if counts else 0.0


def _clipped(documents: Sequence[Sequence[str]], n: int) -> list[float]:
    """Each document's share of n-grams that another one has, no more often than there."""
    counted = [_grams(tokens, n) for tokens in documents]
    highest: dict[Gram, tuple[int, int, int]] = {}
    for at, counts in enumerate(counted):
        for gram, count in counts.items():
            most, second, whose = highest.get(gram, (0, 0, -1))
            if count > most:
                highest[gram] = (count, most, at)
            elif count > second:
                highest[gram] = (most, count, whose)
    shares = []
    for at, counts in enumerate(counted):
        found = sum(
            min(count, highest[gram][1 if highest[gram][2] == at else 0])
            for gram, count in counts.items()
        )
        shares.append((found or _NONE_FOUND) / max(counts.total(), 1))
    return shares


def _mean(shares: Sequence[float]) -> float:
    return math.exp(sum(map(math.log, shares)) / len(shares))


def _brevity(length: int, lengths: Sequence[int]) -> float:
    """The penalty for being shorter than the nearest other length; ties go to the shorter."""
    at = bisect_left(lengths, length)
    # The document's own length stands at `at`; the neighbours are those of others.
    others = [lengths[i] for i in (at - 1, at + 1) if 0 <= i < len(lengths)]
    nearest = min(others, key=lambda other: (abs(other - length), other))
    return 1.0 if length >= nearest or not length else math.exp(1 - nearest / length)
