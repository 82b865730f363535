from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from generation.near_duplicates import SeenDocuments, SeenTexts, shingles

WORDS = [f"word{n}" for n in range(5_000)]


def text(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def altered(old: str, number: int, seed: int = 0) -> str:
    words, rng = old.split(), random.Random(seed)
    for at in rng.sample(range(len(words)), number):
        words[at] = f"new{at}"
    return " ".join(words)


def jaccard(a: str, b: str) -> float:
    one, two = set(shingles(a)), set(shingles(b))
    return len(one & two) / len(one | two)


def test_shingles():
    assert shingles("One, two:\nTHREE four.") == ["one two three", "two three four"]
    assert shingles("One two") == ["one two"]
    assert shingles("") == [""]


def test_near_copies_are_found_and_others_are_not():
    seen = SeenTexts()
    assert all(seen.add(text(seed)) for seed in range(300))
    for seed in range(300):
        near = altered(text(seed), 1, seed)
        assert jaccard(near, text(seed)) > 0.94
        assert seen.holds_like(seen.sketch(near))
        far = altered(text(seed), 20, seed)
        assert jaccard(far, text(seed)) < 0.65
        assert not seen.holds_like(seen.sketch(far))
    assert len(seen) == 300


def test_case_blanks_and_punctuation_do_not_matter():
    seen = SeenTexts()
    assert seen.add("We ask for Java, SQL and four years of work.")
    assert not seen.add("we ask for JAVA - SQL,\n\nand four   years of work")


def test_like_is_compared_with_like():
    seen = SeenDocuments()
    job, matched, unmatched = text(1), text(2), altered(text(2), 2)
    assert seen.add((job, matched, unmatched))
    assert seen.add((matched, text(9), job))
    assert not seen.add((text(3), matched, text(4)))


def test_nothing_is_kept_of_what_is_refused():
    seen = SeenDocuments()
    assert seen.add((text(1), text(2), text(3)))
    assert not seen.add((text(4), text(2), text(5)))
    assert seen.add((text(4), text(6), text(5)))
    assert not seen.accept(7, (text(8), text(6), text(9)))
    assert seen.accept(8, (text(8), text(7), text(9)))


@given(st.lists(st.text(max_size=30), max_size=20))
def test_every_text_is_like_itself_and_the_order_alone_decides(texts):
    one, two = SeenTexts(), SeenTexts()
    assert [one.add(t) for t in texts] == [two.add(t) for t in texts]
    assert not any(map(one.add, texts))
