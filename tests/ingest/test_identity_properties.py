"""What holds for any names: order does not matter, taxonomies and people are respected."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.keys import skill_key
from ingest.identity import Anchor, Decision, Identities, Surface, resolve
from ingest.known_aliases import by_key

QUICK = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
HEADS = (
    *("Java", "JavaScript", "C", "C#", "R", "Go", "SQL", "AWS", "Amazon Web Services", "k8s"),
    *("Excel", "MS Excel", "React", "React.js", "Node.js", "Angular", "AngularJS", "PM", "API"),
    *("Frobnication", "Frobnicatoin", "Blorp Unit", "Blorp Unit (BU)", "BU", "Xy", "XyZ", "Web"),
)
TAILS = ("", "", "s", " 8", " developer", " skills", " (preferred)", " & SQL", ".js", " 2.0", "+")
texts = st.builds(
    lambda head, tail: f"{head}{tail}", st.sampled_from(HEADS), st.sampled_from(TAILS)
) | st.text("abCR+#. -s&", min_size=1, max_size=6)


@st.composite
def surfaces(draw: st.DrawFn) -> list[Surface]:
    found: dict[str, dict[str, int]] = {}
    for text in draw(st.lists(texts, max_size=14)):
        if skill_key(text):
            found.setdefault(skill_key(text), {})[text] = draw(st.integers(0, 60))
    return [Surface(key, spellings) for key, spellings in found.items()]


anchors = st.lists(
    st.builds(
        Anchor,
        key=st.uuids().map(lambda u: f"esco:{u}"),
        name=texts,
        kind=st.sampled_from(["skill", "knowledge", "tool"]),
        aliases=st.lists(texts, max_size=3).map(tuple),
        source=st.sampled_from(["esco", "onet"]),
    ),
    max_size=6,
    unique_by=lambda anchor: anchor.key,
)
decisions = st.lists(
    st.builds(Decision, st.sampled_from(["merge", "split"]), texts, texts), max_size=4
)


def skill_of(names: Identities, text: str) -> str | None:
    resolution = names.of(text)
    return resolution.skill if resolution else None


@QUICK
@given(surfaces(), anchors, decisions, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    found: list[Surface], given_anchors: list[Anchor], said: list[Decision], rng: random.Random
) -> None:
    first = resolve(found, given_anchors, said)
    for things in (found, given_anchors, said):
        rng.shuffle(things)
    assert resolve(found, given_anchors, said) == first


@QUICK
@given(surfaces(), anchors)
def test_concepts_of_one_taxonomy_stay_apart(
    found: list[Surface], given_anchors: list[Anchor]
) -> None:
    names = resolve(found, given_anchors)
    skills: dict[tuple[str, str], set[str]] = {}
    for anchor in given_anchors:
        key = skill_key(anchor.name)
        if key:
            skill = names.of_anchor(anchor.key)
            skills.setdefault((anchor.source, skill), set()).add(key)
    assert all(len(keys) == 1 for keys in skills.values())


@QUICK
@given(surfaces(), anchors, decisions)
def test_people_are_obeyed(
    found: list[Surface], given_anchors: list[Anchor], said: list[Decision]
) -> None:
    names = resolve(found, given_anchors, said)
    apart = {(skill_key(d.a), skill_key(d.b)) for d in said if d.kind == "split"}
    for a, b in apart:
        left, right = names.names.get(a), names.names.get(b)
        if a != b and left and right:
            assert left.skill != right.skill
    merges = [d for d in said if d.kind == "merge"]
    if not apart:
        for merge in merges:
            one, other = skill_of(names, merge.a), skill_of(names, merge.b)
            assert one == other or not (skill_key(merge.a) and skill_key(merge.b))


@QUICK
@given(surfaces(), anchors, decisions)
def test_what_a_skill_is_called_names_it(
    found: list[Surface], given_anchors: list[Anchor], said: list[Decision]
) -> None:
    names = resolve(found, given_anchors, said)
    for key, skill in names.skills.items():
        assert skill.key == key == skill_key(skill.name)
        assert skill_of(names, skill.name) == key
        assert all(names.names[member].skill == key for member in skill.surfaces)
    again = resolve(
        [Surface(s.key, {s.name: s.postings}) for s in names.skills.values()], given_anchors, said
    )
    assert all(skill_of(again, s.name) in names.skills for s in names.skills.values())


@QUICK
@given(surfaces(), anchors)
def test_every_surface_and_anchor_has_one_skill(
    found: list[Surface], given_anchors: list[Anchor]
) -> None:
    names = resolve(found, given_anchors)
    assert sorted(k for s in names.skills.values() for k in s.surfaces) == sorted(
        s.key for s in found
    )
    assert sum(s.postings for s in names.skills.values()) == sum(s.postings for s in found)
    named = [a.key for a in given_anchors if skill_key(a.name)]
    assert sorted(k for s in names.skills.values() for k in s.anchors) == sorted(named)


@QUICK
@given(surfaces(), anchors)
def test_short_names_are_joined_by_the_list_alone(
    found: list[Surface], given_anchors: list[Anchor]
) -> None:
    names = resolve(found, given_anchors)
    short = [s.key for s in found if sum(c.isalnum() for c in s.key) <= 3]
    for left in short:
        for right in short:
            if left != right and names.names[left].skill == names.names[right].skill:
                assert by_key()[left] is by_key()[right]
