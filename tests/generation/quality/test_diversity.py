from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.quality.diversity import diversity, self_bleu

documents = st.lists(st.lists(st.sampled_from("abc"), max_size=9), min_size=2, max_size=6)


def grams(tokens: list[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def bleu(candidate: list[str], references: list[list[str]]) -> float:
    """BLEU-4 as it is defined, with a tenth where nothing is found."""
    logs = []
    for n in range(1, 5):
        counts = grams(candidate, n)
        most = Counter[tuple[str, ...]]()
        for reference in references:
            most |= grams(reference, n)
        found = sum((counts & most).values())
        logs.append(math.log((found or 0.1) / max(sum(counts.values()), 1)))
    length = len(candidate)
    nearest = min(map(len, references), key=lambda r: (abs(r - length), r))
    brevity = 1.0 if length >= nearest or not length else math.exp(1 - nearest / length)
    return brevity * math.exp(sum(logs) / 4)


@given(documents)
def test_self_bleu_is_bleu_against_all_others(texts):
    slow = [bleu(text, texts[:at] + texts[at + 1 :]) for at, text in enumerate(texts)]
    assert self_bleu(texts) == pytest.approx(sum(slow) / len(slow))


def test_copies_and_strangers():
    same = diversity(["we bake bread every day"] * 4)
    assert same.self_bleu_4 == pytest.approx(1.0)
    assert (same.distinct_1, same.distinct_2) == (5 / 20, 4 / 16)
    other = diversity(["a b c d e", "f g h i j"])
    assert other.self_bleu_4 < 0.05
    assert other.distinct_1 == other.distinct_2 == 1.0
    assert diversity([]).self_bleu_4 == 0.0
