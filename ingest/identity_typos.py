"""Mistyped names: a rare spelling one or two letters from a frequent one, when nothing speaks against.

What speaks against: the spelling is a name of its own (of a taxonomy, of the list), the differing
word is a word of the language, other digits or signs, short words, endings, companions that the
frequent name never has.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Prefix

from ingest.identity_model import Contexts, Evidence
from ingest.identity_names import words
from ingest.known_aliases import by_key

MIN_LENGTH = 6
_EASY = 7
_VOWELS = set("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    letter: [row[max(at - 1, 0) : at + 2] for row in _ROWS for at in [row.find(letter)] if at >= 0]
    for letter in "abcdefghijklmnopqrstuvwxyz"
}
LONG = 9
_TELLING = 11
RARE = 6
ENOUGH = 3
RATIO = 10
_SHOWN = 10
# Words of the language that are a letter away from a well-known name.
_WORDS = frozenset(
    """
    amber angel angle angler basis batch cable cassette chief class confluent consul console
    cradle default docket dock docks excels exile expel faults figment grove guideline guidelines
    hadron hives jason jungle locker mavens members miracle nodes orator outlooks
    pearl pocket radius raven reach
    reactor rocket rugby rusty scalar scale scaled shift singular slack spank sparks spunk stage
    scales string strings structs storms swept table tables tablet tablets talent tested trust utility
    vault vertical window world
    """.split()
)
_ENDINGS = tuple("s es d ed er ers or ing al ic ics ly y ion e able ive ment ist ism ity".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may be mistyped or be meant: `weight` is its postings, more where it is known.

    A name is `wordy` when it has several words and all are words of the language: that says more
    for a spelling than its own few postings do.
    """

    key: str
    text: str
    postings: int
    weight: int
    wordy: bool = False


def typos(
    rare: Iterable[Name],
    frequent: Iterable[Name],
    vocabulary: Collection[str],
    contexts: Contexts | None,
) -> list[Evidence]:
    """The likeliest meant name of each mistyped one.

    Args:
        rare: names that may be mistyped; none is a name of its own right.
        frequent: names that may be meant.
        vocabulary: words that are surely words, lower case.
        contexts: what stands beside names in postings; asked once.
    """
    found: dict[str, tuple[Name, list[Name]]] = {}
    index = _Index(frequent)
    for name in rare:
        meant = [other for other in index.near(name) if _alike(name, other, vocabulary)]
        if meant:
            found[name.key] = (name, meant)
    asked = sorted({n.key for name, meant in found.values() for n in (name, *meant)})
    beside = contexts(asked) if contexts and asked else {}
    made = []
    for _, (name, meant) in sorted(found.items()):
        judged = [(e, o) for o in meant if (e := _evidence(name, o, beside))]
        judged.sort(key=lambda pair: (-pair[0].score, -pair[1].weight, pair[0].b))
        made += [evidence for evidence, _ in judged[:1]]
    return made


class _Blocks:
    """Keys by what is left of them when a letter is lost, and by beginning and end."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._lost: dict[str, list[str]] = defaultdict(list)
        self._ends: dict[tuple[int, str], list[str]] = defaultdict(list)
        for key in keys:
            if len(key) >= MIN_LENGTH - 1:
                for left in _one_lost(key):
                    self._lost[left].append(key)
            if len(key) >= LONG:
                for end in _ends(key):
                    self._ends[end].append(key)

    def near(self, key: str) -> Iterator[str]:
        """Keys within one letter of this one, or two where it is long; some more than once."""
        blocks = [(self._lost.get(left, ()), 1) for left in _one_lost(key)]
        if len(key) >= LONG - 1:
            blocks += [(self._ends.get(end, ()), 2) for end in _ends(key)]
        for block, most in blocks:
            for other in block:
                if abs(len(other) - len(key)) > most:
                    continue
                if OSA.distance(key, other, score_cutoff=most) <= most:
                    yield other


@functools.cache
def _listed() -> _Blocks:
    """Of the list, which is most of all names in a small graph and the same for every load."""
    return _Blocks(by_key())


class _Index:
    """Names that may be meant."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = {name.key: name for name in names}
        self._others = _Blocks(key for key in self._names if key not in by_key())

    def near(self, name: Name) -> Iterator[Name]:
        """Names within one letter of this key, or two where it is long, each once."""
        found = {*_listed().near(name.key), *self._others.near(name.key)} - {name.key}
        return (self._names[key] for key in found if key in self._names)


def _one_lost(key: str) -> set[str]:
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _ends(key: str) -> tuple[tuple[int, str], tuple[int, str]]:
    return (0, key[:5]), (1, key[-5:])


def _alike(name: Name, other: Name, vocabulary: Collection[str]) -> bool:
    if name.postings > RARE or _signs(name.key) != _signs(other.key):
        return False
    left, right = _words(name.text), _words(other.text)
    frequent = other.weight >= max(RATIO * name.postings, ENOUGH)
    if len(left) == len(right):
        pairs = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
        enough = frequent or (len(pairs) == 1 and other.wordy and other.weight >= name.postings)
        return enough and all(_mistyped(a, b, vocabulary) for a, b in pairs)
    if not frequent:
        return False
    # Blanks differ: the whole is compared, and a word that is none must be what is wrong.
    odd = any(len(word) > 4 and word not in vocabulary for word in left)
    begun = name.key[0] == other.key[0]
    return odd and begun and min(map(len, left)) > 2 and _mistyped(name.key, other.key, vocabulary)


def _words(text: str) -> list[str]:
    """Dots inside a word are left out: nobody counts `Nodjs` two letters from `Node.js`."""
    return [word.replace(".", "") for word in words(text)]


def _signs(key: str) -> str:
    return "".join(c for c in key if not c.isalpha())


def _mistyped(word: str, meant: str, vocabulary: Collection[str]) -> bool:
    """Whether a person who meant one word may well have typed the other."""
    if word in vocabulary or word in _WORDS or (meant[0] != word[0] and len(meant) < 8):
        return False
    if word[1:] == meant and word[0] != meant[0]:
        # `NHibernate` is no `Hibernate`.
        return False
    if len(meant) < MIN_LENGTH:
        return len(meant) == MIN_LENGTH - 1 and _sure_slip(word, meant)
    distance = OSA.distance(word, meant)
    # Two slips and another first letter: `BookKeeper` is no `ZooKeeper`.
    most = 2 if len(meant) >= 8 and meant[0] == word[0] else 1
    if distance > most or _other_ending(word, meant):
        return False
    return len(meant) > _EASY or len(word) != len(meant) or _slip(word, meant)


def _sure_slip(word: str, meant: str) -> bool:
    """Whether letters were swapped or written twice, or a vowel of a well-known name is wrong."""
    if len(word) == len(meant) and word[-1] == meant[-1] and meant in by_key():
        wrong = [{a, b} for a, b in zip(word, meant, strict=True) if a != b]
        if len(wrong) == 1 and wrong[0] <= _VOWELS:
            return True
    return sorted(word) == sorted(meant) or (set(word) == set(meant) and len(word) > len(meant))


def _slip(word: str, meant: str) -> bool:
    """Whether letters were swapped, or one was taken for a neighbour of its kind or on the keys.

    In short words any other letter makes another word: `OpenCL` is no `OpenGL`.
    """
    wrong = [(a, b) for a, b in zip(word, meant, strict=True) if a != b]
    if len(wrong) != 1:
        return True
    a, b = wrong[0]
    return (
        {a, b} <= _VOWELS or a * 2 in word or any(a in row and b in row for row in _NEAR.get(a, ()))
    )


def _other_ending(word: str, meant: str) -> bool:
    """`modeler` is no typo of `modeled`, `Robotics` none of `Robotic`; `Hibernat` is a cut name."""
    same = Prefix.similarity(word, meant)
    rest, lost = word[same:], meant[same:]
    if rest and lost and rest[-1] == lost[-1]:
        # `Kubernets`, `Jenkis`: the end is right.
        return False
    if not rest:
        return False
    if not lost:
        return rest in _ENDINGS
    return same >= len(meant) - 3 and rest in _ENDINGS and sorted(rest) != sorted(lost)


def _evidence(name: Name, other: Name, beside: Mapping[str, Mapping[str, int]]) -> Evidence | None:
    apart = OSA.distance(name.key, other.key)
    reason = [f"{_postings(name)} against {_postings(other)}"]
    reason.append("one letter apart" if apart == 1 else f"{apart} letters apart")
    mine, theirs = beside.get(name.key, {}), beside.get(other.key, {})
    score = 0.92 if apart == 1 else 0.86
    if mine and theirs:
        common = sorted(mine, key=lambda key: (-mine[key], key))[:_SHOWN]
        shared = sum(key in theirs for key in common)
        # One letter of a long name is evidence enough.
        if shared * 4 < len(common) and (apart > 1 or len(name.key) < _TELLING):
            return None
        score += 0.06 * shared / len(common)
        reason.append(f"shares {shared} of its {len(common)} commonest companions")
    return Evidence(name.key, other.key, "typo", round(score, 3), ", ".join(reason), plain=False)


def _postings(name: Name) -> str:
    if name.postings or not name.weight:
        return f"{name.postings:,} posting{'s' * (name.postings != 1)}"
    return "a known name" if name.weight > 1 else "no postings"
