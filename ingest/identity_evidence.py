"""Evidence that names belong together: from the list, from the names themselves, from postings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from graph.keys import fold, skill_key
from ingest.identity_model import Contexts, Evidence
from ingest.identity_names import (
    allowed,
    done,
    initials_fit,
    listed_key,
    plain_key,
    shorter,
    without_brackets,
    words,
)
from ingest.identity_taxonomies import SHORT, Names
from ingest.identity_typos import ENOUGH, MIN_LENGTH, Name, typos
from ingest.known_aliases import ambiguous, by_key, spellings
from ingest.skill_names import names as well_known
from ingest.skill_words import GENERIC

_KNOWN_WEIGHT = 40
_RELEASE = re.compile(r"\d\.[\dx]|\b(?:19|20)\d\d\b|\d[cgx]\b")
# `Layer 3` is no release of `Layer`.
_COUNTED = frozenset(
    "layer tier level series section phase part grade class type form title web iso rule stage act "
    "step gate route area unit zone group version release line window".split()
)


def from_list(keys: Iterable[str]) -> Iterator[Evidence]:
    """Names that the project's own list gives to one skill."""
    for key in keys:
        line = by_key().get(key)
        if line and key != line.key:
            yield Evidence(key, line.key, "known", 0.98, f"a known name of {line.names[0]}")


def from_plain_names(names: Names, keys: Collection[str]) -> Iterator[Evidence]:
    """Names that differ in number, joining words or spelling habits: a star around the commonest."""
    groups: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        for text in _texts(names, key):
            for plain in filter(None, (plain_key(text), listed_key(text))):
                groups[plain].add(key)
    for group in groups.values():
        if len(group) < 2:
            continue
        first, *others = sorted(group, key=lambda key: (*_standing(names, key), key))
        for other in others:
            if all(len(key) > SHORT or key in by_key() for key in (first, other)):
                because = f"{_text(names, other)!r} and {_text(names, first)!r} differ in form only"
                yield Evidence(other, first, "form", 0.95, because)


def from_brackets(names: Names, keys: Iterable[str]) -> Iterator[Evidence]:
    """`Amazon Web Services (AWS)` names both, when the letters fit the words."""
    for key in keys:
        split = without_brackets(_text(names, key))
        if not split:
            continue
        outer, inner = split
        fits = initials_fit(inner, outer) or initials_fit(outer, inner)
        same = by_key().get(skill_key(inner)) or plain_key(inner)
        if fits or (same and same == (by_key().get(skill_key(outer)) or plain_key(outer))):
            because = f"written {_text(names, key)!r}"
            for part in (text for text in split if skill_key(text) not in ambiguous()):
                yield Evidence(key, skill_key(part), "acronym", 0.93, because, plain=False)


def from_qualifiers(names: Names, keys: Iterable[str]) -> Iterator[Evidence]:
    """`java developer`, `strong python`, `Java 8` name the skill that is left without the qualifier."""
    for key in keys:
        if key in by_key() or key in names.anchors:
            continue
        line = by_key().get(skill_key(done(_text(names, key))))
        if line and line.section == "practice":
            because = f"{_text(names, key)!r} is who does it"
            yield Evidence(key, line.key, "qualifier", 0.75, because, plain=False)
            continue
        for text, kind in shorter(_text(names, key)):
            left = skill_key(text)
            line = by_key().get(left)
            if line and allowed(kind, line):
                score = 0.85 if kind == "version" else 0.8
                because = f"{_text(names, key)!r} is {text!r} with a qualifier"
                yield Evidence(key, left, kind_name(kind), score, because, plain=False)
                break
            if not line and _bare_of(names, key, text, kind):
                because = f"{_text(names, key)!r} is {text!r} with a qualifier"
                yield Evidence(key, left, kind_name(kind), 0.78, because, plain=False)
                break


def kind_name(kind: str) -> str:
    """The method's name: a version, or a qualifier of another kind."""
    return "version" if kind == "version" else "qualifier"


def _bare_of(names: Names, key: str, text: str, kind: str) -> bool:
    """Whether an unlisted name stands for itself without what came off.

    `Doctrine 2` is Doctrine where that is a name and no everyday word; `time management skills` are
    time management; but `travel 80` and `digital experience` are what they are.
    """
    left, last = skill_key(text), text.rsplit(maxsplit=1)[-1]
    if not names.there(left) or len(left) < 5 or last in _COUNTED:
        return False
    whole = fold(_text(names, key))
    if kind == "any":
        ends = whole.rsplit(maxsplit=1)[-1] in ("skill", "skills")
        return ends and whole.startswith(text) and len(text.split()) > 1
    dotted = _RELEASE.search(whole.removeprefix(text)) is not None
    everyday = text in GENERIC or last in names.vocabulary
    return kind == "version" and " " in whole and (dotted or not everyday)


def from_typos(names: Names, keys: Iterable[str], contexts: Contexts | None) -> list[Evidence]:
    """Mistyped names and what was meant."""
    own = set(names.anchors) | set(by_key()) | set(well_known())
    rare, meant = [], []
    for key in keys:
        if len(key) < MIN_LENGTH - 1:
            continue
        text = _text(names, key)
        postings = names.surfaces[key].postings if key in names.surfaces else 0
        weight = postings + _KNOWN_WEIGHT * (key in by_key())
        parts = words(text)
        wordy = len(parts) > 1 and all(part in names.vocabulary for part in parts)
        name = Name(key, text, postings, weight, wordy)
        if weight >= ENOUGH or (wordy and key in names.surfaces):
            meant.append(name)
        if key not in own and key not in names.labels:
            rare.append(name)
    return typos(rare, meant, names.vocabulary, contexts)


def _standing(names: Names, key: str) -> tuple[bool, int]:
    surface = names.surfaces.get(key)
    return key not in by_key(), -(surface.postings if surface else 0)


def _texts(names: Names, key: str) -> Iterator[str]:
    """How a key is written: as most postings do, as the taxonomies do, as the list does."""
    if key in names.surfaces:
        yield names.surfaces[key].text
    for anchor in names.anchors.get(key, ()):
        yield anchor.name
    yield from spellings().get(key, ())


def _text(names: Names, key: str) -> str:
    return next(_texts(names, key), key)
