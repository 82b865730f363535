from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.examples import AnnotatedDocument, Context, Experience, Filtered, Provenance, Triple
from generation.splits import sides, split_by_occupation
from graph.errors import InvalidValue

EMPTY = AnnotatedDocument(text="")


def triple(index: int, occupations: list[str]) -> Triple:
    line = tuple(
        Experience(title=o, occupation=o, start=2000 - i, end=2001 - i)
        for i, o in enumerate(occupations)
    )
    return Triple(
        key=str(index),
        context=Context(
            seed=0,
            index=index,
            job_title=occupations[0],
            skills=(),
            experiences=line,
            filtered=Filtered(),
            trace=(),
        ),
        job_description=EMPTY,
        matched=EMPTY,
        unmatched=EMPTY,
        provenance=Provenance(teacher="none"),
    )


occupation_lists = st.lists(
    st.lists(st.sampled_from("abcdefghijkl"), min_size=1, max_size=4, unique=True), max_size=60
)


@given(occupation_lists, st.floats(0.05, 0.9), st.integers(0, 50))
def test_no_occupation_is_on_both_sides_and_no_triple_is_lost(lists, held_out, seed):
    triples = [triple(i, names) for i, names in enumerate(lists)]
    split = split_by_occupation(triples, held_out, seed)
    train, test = split
    named = [{o for t in side for o in t.context.occupations} for side in (train, test)]
    assert not named[0] & named[1]
    assert len(train) + len(test) + split.dropped == len(triples)
    order = [t.key for t in triples]
    for side in (train, test):
        places = [order.index(t.key) for t in side]
        assert places == sorted(places)
    assert split == split_by_occupation(triples, held_out, seed)
    if triples:
        assert train


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=30), st.integers(0, 9))
def test_single_jobs_never_straddle(names, seed):
    split = split_by_occupation([triple(i, [n]) for i, n in enumerate(names)], 0.25, seed)
    assert split.dropped == 0
    assert bool(split.test) == (len(set(names)) > 1)


def test_the_test_side_has_about_its_share_and_few_are_dropped():
    groups = ["abc", "def", "ghi", "jkl"]  # careers stay inside one group
    triples = [triple(i, [*groups[i % 4][: 1 + i % 3]]) for i in range(200)]
    split = split_by_occupation(triples, 0.25)
    assert len(split.test) / (len(split.test) + len(split.train)) == pytest.approx(0.25, abs=0.15)
    assert split.dropped < 60


def test_other_seeds_hold_out_other_occupations():
    triples = [triple(i, [name]) for i, name in enumerate("abcdefghijkl" * 3)]
    splits = [split_by_occupation(triples, 0.25, seed) for seed in range(8)]
    assert len({frozenset(t.key for t in split.test) for split in splits}) > 2


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0])
def test_a_share_outside_0_to_1_is_refused(share):
    with pytest.raises(InvalidValue):
        split_by_occupation([], share)


@given(occupation_lists, st.integers(0, 20))
def test_no_occupation_is_on_two_of_three_sides(lists, seed):
    sets = [frozenset(names) for names in lists]
    found = sides(sets, validation=0.2, test=0.2, seed=seed)
    assert len(found) == len(sets)
    named = [
        {o for side, of in zip(found, sets, strict=True) if side == name for o in of}
        for name in ("train", "validation", "test")
    ]
    assert len(set().union(*named)) == sum(map(len, named))
    assert found == sides(sets, validation=0.2, test=0.2, seed=seed)


def test_three_sides_have_about_their_shares():
    found = sides([frozenset([f"o{i % 40}"]) for i in range(400)])
    assert found.count("test") == pytest.approx(40, abs=15)
    assert found.count("validation") == pytest.approx(40, abs=15)
    assert "straddling" not in found
