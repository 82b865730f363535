"""What is there: names of postings and of taxonomies; and which names a taxonomy's concept lends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from graph.keys import fold, skill_key
from ingest.identity_model import Anchor, Evidence, Surface
from ingest.identity_names import initials_fit, plain_key, spells, without_brackets, words
from ingest.known_aliases import MAKERS, ambiguous, by_key, known
from ingest.skill_words import GENERIC, LINKS, ROLES, SENTENCE

SHORT = 3
"""Names of so few letters and digits are joined by the list, by initials and by people only."""

_SIMILAR = 0.85
_WORD_OF_SURFACES = 12
_EVERYDAY = frozenset(
    """
    agile ant apex api chef cloud eclipse excel exchange express flask flume go hive mobile
    networking node oracle outlook pig puppet rest shell soap spark spring storage swift swing
    switches troubleshooting windows wireless
    """.split()
)
"""Words of the language that are names of skills, too."""
_MAKERS = {maker.casefold() for makers in MAKERS.values() for maker in makers}


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
            for text in anchor_readings(anchors[0].name, self.vocabulary):
                claims[skill_key(text)].setdefault(name, (anchors[0], text))
        return {
            key: next(iter(by.values()))
            for key, by in claims.items()
            if key and len(by) == 1 and key not in by
        }

    @cached_property
    def vocabulary(self) -> set[str]:
        """Words of the language, as far as taxonomies and frequent names show them."""
        found = set(GENERIC | ROLES | SENTENCE | LINKS | _EVERYDAY)
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


def anchor_readings(name: str, vocabulary: Collection[str] = ()) -> Iterator[str]:
    """`Geographic information system GIS software` is called by its words and by its acronym.

    `Accounting software` is not called accounting: its words are words of the language.
    """
    bare = name.removesuffix(" software").strip()
    bracketed = without_brackets(bare)
    if bracketed:
        yield bracketed[0]
        if initials_fit(bracketed[1], bracketed[0]):
            yield bracketed[1]
        return
    parts = bare.split()
    if len(parts) > 2 and parts[-1].isupper():
        acronym = parts[-1]
        made = parts[1:-1] if fold(parts[0]) in _MAKERS else []
        for spelt in filter(None, (made, parts[:-1])):
            long = " ".join(spelt)
            if spells(acronym, long) or _one_line(acronym, long):
                yield from (long, acronym)
                break
    line = by_key().get(skill_key(bare))
    product = line.section == "technology" if line else not set(words(bare)) <= set(vocabulary)
    if bare != name and product:
        yield bare


def _one_line(one: str, other: str) -> bool:
    """Whether the project's own list has both as names of one skill."""
    line = by_key().get(skill_key(one))
    return line is not None and line == by_key().get(skill_key(other))


def related(label: str, name: str) -> bool:
    """Whether a label is another form of a name, and no narrower, broader or neighbouring thing.

    Taxonomies list `Adabas` among the labels of database management systems.
    """
    bare = (without_brackets(name) or (name, ""))[0]
    one, other = label.casefold(), bare.casefold()
    if OSA.normalized_similarity(one, other, score_cutoff=_SIMILAR) >= _SIMILAR:
        return True
    left, right = one.split(), other.split()
    single = len(left) == 1 or len(right) == 1
    if single and (initials_fit(label, bare) or initials_fit(bare, label)):
        return True
    extra = set(left) ^ set(right)
    if all(word in _MAKERS or word.replace(".", "").isdigit() for word in extra):
        return True
    return one[:2] == other[:2] and plain_key(label) == plain_key(bare)


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
            if labels is names.labels and not _lent(key, label, named, anchor.name):
                continue
            acronym = len(key) <= SHORT or initials_fit(label, anchor.name.removesuffix(label))
            if acronym and not _sure_acronym(names, key):
                continue
            because = f"{label!r} is a name of {anchor.name!r} in {anchor.source or 'a taxonomy'}"
            yield Evidence(key, named, method, score, because)


def _lent(key: str, label: str, named: str, name: str) -> bool:
    """Whether a label is close enough to the concept's name to join what postings ask for."""
    if min(len(key), len(named)) > SHORT:
        return related(label, name)
    return initials_fit(label, name) or initials_fit(name, label)


def _sure_acronym(names: Names, key: str) -> bool:
    """Whether an acronym that a taxonomy gives can mean nothing else here.

    `PMP` is in the list with another meaning, `Epic` is written as a name, and `CPT` is claimed by
    two concepts.
    """
    if key in by_key() or key in ambiguous():
        return False
    if key in names.surfaces and not names.surfaces[key].text.isupper():
        return False
    claimed = [labels[key][0].name for labels in (names.read, names.labels) if key in labels]
    return len({skill_key(name) for name in claimed}) == 1


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
        usual = plain_key(text) in names.vocabulary or plain_key(text) in by_key()
        usual = usual or fold(text) in names.vocabulary
        if key in names.surfaces and text[0].isupper() and not usual:
            because = f"{text!r} with its maker is {anchor.name!r} in {anchor.source}"
            yield Evidence(key, skill_key(anchor.name), "maker", 0.86, because)
