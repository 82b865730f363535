"""Evidence that names belong together, from the list, the taxonomies, the names and the postings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from graph.keys import fold, skill_key
from ingest.identity_model import Anchor, Contexts, Evidence, Surface
from ingest.identity_names import (
    allowed,
    initials_fit,
    plain_key,
    shorter,
    without_brackets,
    words,
)
from ingest.identity_typos import MIN_LENGTH, Name, typos
from ingest.known_aliases import MAKERS, by_key, known
from ingest.skill_words import EVERYDAY, GENERIC, LINKS, ROLES, SENTENCE
from ingest.skill_words import KNOWN as WELL_KNOWN

SHORT = 3
"""Names of so few letters and digits are joined by the list, by initials and by people only."""

_TYPO_TARGET = 3
_SIMILAR = 0.85
_KNOWN_WEIGHT = 40
_WORD_OF_SURFACES = 12
_RELEASE = re.compile(r"\d\.[\dx]|\b(?:19|20)\d\d\b|\d[cgx]\b")
_MAKERS = {maker.casefold() for makers in MAKERS.values() for maker in makers}
# `Layer 3` is no release of `Layer`.
_COUNTED = frozenset(
    "layer tier level series section phase part grade class type form title web iso rule stage act "
    "step gate route area unit zone group version release line".split()
)


@dataclass(frozen=True)
class Names:
    """The names that are there: surfaces by key, anchors by the key of their name."""

    surfaces: Mapping[str, Surface]
    anchors: Mapping[str, tuple[Anchor, ...]]

    @cached_property
    def labels(self) -> dict[str, tuple[Anchor, str]]:
        """Key of another label -> its anchor and the label; labels of several skills left out."""
        claims: dict[str, dict[str, tuple[Anchor, str]]] = defaultdict(dict)
        for name, anchors in self.anchors.items():
            for anchor in anchors:
                for label in anchor.aliases:
                    claims[skill_key(label)].setdefault(name, (anchor, label))
        return {
            key: next(iter(by.values()))
            for key, by in claims.items()
            if key and len(by) == 1 and key not in by
        }

    @cached_property
    def read(self) -> dict[str, tuple[Anchor, str]]:
        """Key of a reading of an anchor's name -> the anchor and the reading, where one has it."""
        claims: dict[str, dict[str, tuple[Anchor, str]]] = defaultdict(dict)
        for name, anchors in self.anchors.items():
            for text in anchor_readings(anchors[0].name):
                claims[skill_key(text)].setdefault(name, (anchors[0], text))
        return {
            key: next(iter(by.values()))
            for key, by in claims.items()
            if key and len(by) == 1 and key not in by
        }

    @cached_property
    def vocabulary(self) -> set[str]:
        """Words of the language, as far as taxonomies and frequent names show them."""
        found = set(GENERIC | ROLES | SENTENCE | LINKS) | {word.casefold() for word in EVERYDAY}
        found.update(word for line in known() for name in line.names for word in words(name))
        counted: Counter[str] = Counter()
        for key, surface in self.surfaces.items():
            weight = min(surface.postings, 6) * (key not in by_key())
            for word in set(words(surface.text)):
                counted[word] += weight
        found.update(word for word, count in counted.items() if count >= _WORD_OF_SURFACES)
        for anchors in self.anchors.values():
            for anchor in anchors:
                if anchor.kind != "tool":
                    found.update(words(anchor.name))
        return found

    def there(self, key: str) -> bool:
        """Whether postings or a taxonomy hold the name."""
        return key in self.surfaces or key in self.anchors


def anchor_readings(name: str) -> Iterator[str]:
    """`Geographic information system GIS software` is called by its words and by its acronym."""
    bare = name.removesuffix(" software").strip()
    if bare != name:
        yield bare
    bracketed = without_brackets(bare)
    if bracketed:
        yield bracketed[0]
        if initials_fit(bracketed[1], bracketed[0]):
            yield bracketed[1]
        return
    parts = bare.split()
    if len(parts) > 2 and parts[-1].isupper():
        long, acronym = " ".join(parts[:-1]), parts[-1]
        made_by = fold(parts[0]) in _MAKERS and initials_fit(acronym, " ".join(parts[1:-1]))
        if initials_fit(acronym, long) or made_by:
            yield from (long, acronym)


def related(label: str, name: str) -> bool:
    """Whether a label is another form of a name, and no narrower, broader or neighbouring thing.

    Taxonomies list `Adabas` among the labels of database management systems.
    """
    bare = (without_brackets(name) or (name, ""))[0]
    one, other = label.casefold(), bare.casefold()
    if OSA.normalized_similarity(one, other, score_cutoff=_SIMILAR) >= _SIMILAR:
        return True
    left, right = one.split(), other.split()
    if len(left) == 1 or len(right) == 1:
        if initials_fit(label, bare) or initials_fit(bare, label):
            return True
    extra = set(left) ^ set(right)
    if all(word in _MAKERS or word.replace(".", "").isdigit() for word in extra):
        return True
    return one[:2] == other[:2] and plain_key(label) == plain_key(bare)


def from_list(keys: Iterable[str]) -> Iterator[Evidence]:
    """Names that the project's own list gives to one skill."""
    for key in keys:
        line = by_key().get(key)
        if line and key != line.key:
            yield Evidence(key, line.key, "known", 0.98, f"a known name of {line.names[0]}")


def from_taxonomies(names: Names) -> Iterator[Evidence]:
    """Other labels of concepts, and readings of their names, that are names elsewhere too."""
    for labels, method, score in (
        (names.read, "taxonomy name", 0.94),
        (names.labels, "taxonomy label", 0.9),
    ):
        for key, (anchor, label) in labels.items():
            named = skill_key(anchor.name)
            if not (names.there(key) or key in by_key()):
                continue
            if not (
                related(label, anchor.name)
                if len(key) > SHORT
                else initials_fit(label, anchor.name)
            ):
                continue
            because = f"{label!r} is a name of {anchor.name!r} in {anchor.source or 'a taxonomy'}"
            yield Evidence(key, named, method, score, because)


def from_plain_names(names: Names, keys: Collection[str]) -> Iterator[Evidence]:
    """Names that differ in number, joining words or spelling habits: a star around the commonest."""
    groups: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        for text in _texts(names, key):
            plain = plain_key(text)
            if plain:
                groups[plain].add(key)
    for group in groups.values():
        if len(group) < 2:
            continue
        first, *others = sorted(group, key=lambda key: (*_standing(names, key), key))
        for other in others:
            if min(len(first), len(other)) > SHORT or first in by_key():
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
            for part in (outer, inner):
                yield Evidence(key, skill_key(part), "acronym", 0.93, because, plain=False)


def from_qualifiers(names: Names, keys: Iterable[str]) -> Iterator[Evidence]:
    """`java developer`, `strong python`, `Java 8` name the skill that is left without the qualifier."""
    for key in keys:
        if key in by_key() or key in names.anchors:
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
    if not names.there(left) or len(left) < 5 or last in _COUNTED or text in GENERIC:
        return False
    whole = fold(_text(names, key))
    if kind == "any":
        ends = whole.split()[-1] in ("skill", "skills")
        return ends and whole.startswith(text) and len(text.split()) > 1
    dotted = _RELEASE.search(whole.removeprefix(text)) is not None
    return kind == "version" and " " in whole and (dotted or last not in names.vocabulary)


def from_makers(names: Names) -> Iterator[Evidence]:
    """`Vertica` is a taxonomy's `HP Vertica`, when no other maker has one and it is no plain word."""
    if not any(anchor.kind != "tool" for anchors in names.anchors.values() for anchor in anchors):
        return
    claims: dict[str, list[tuple[Anchor, str]]] = defaultdict(list)
    for anchors in names.anchors.values():
        parts = anchors[0].name.split()
        if len(parts) > 1 and anchors[0].kind == "tool":
            claims[skill_key(parts[-1])].append((anchors[0], parts[-1]))
    for key, claimed in claims.items():
        anchor, text = claimed[0]
        if (
            len(claimed) > 1
            or len(anchor.name.split()) > 2
            or len(key) <= SHORT + 1
            or key in names.anchors
            or key in by_key()
        ):
            continue
        if key in names.surfaces and fold(text) not in names.vocabulary and text[0].isupper():
            because = f"{text!r} with its maker is {anchor.name!r} in {anchor.source}"
            yield Evidence(key, skill_key(anchor.name), "maker", 0.86, because)


def from_typos(names: Names, keys: Iterable[str], contexts: Contexts | None) -> list[Evidence]:
    """Mistyped names and what was meant."""
    own = set(names.anchors) | set(by_key()) | set(WELL_KNOWN)
    rare, frequent = [], []
    for key in keys:
        postings = names.surfaces[key].postings if key in names.surfaces else 0
        weight = postings + _KNOWN_WEIGHT * (key in by_key())
        name = Name(key, _text(names, key), postings, weight)
        if weight >= _TYPO_TARGET and len(key) >= MIN_LENGTH - 1:
            frequent.append(name)
        if key not in own and key not in names.labels and len(key) >= MIN_LENGTH - 1:
            rare.append(name)
    return typos(rare, frequent, names.vocabulary, contexts)


def _standing(names: Names, key: str) -> tuple[bool, int]:
    surface = names.surfaces.get(key)
    return key not in by_key(), -(surface.postings if surface else 0)


def _texts(names: Names, key: str) -> Iterator[str]:
    """How a key is written: as most postings do, as the taxonomies do, as the list does."""
    if key in names.surfaces:
        yield names.surfaces[key].text
    for anchor in names.anchors.get(key, ()):
        yield anchor.name
    line = by_key().get(key)
    if line:
        yield from (name for name in (*line.names, *line.made) if skill_key(name) == key)


def _text(names: Names, key: str) -> str:
    return next(_texts(names, key), key)
