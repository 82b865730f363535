"""The phrase files of the offline teacher, and seeded choice among them.

A phrase has slots for facts (`{s}`), filled once, and names of other uses (`<adj>`), expanded by a
choice of their own; `<aim>` is read from `aim.healthcare` first where the document is of that
industry. Every choice is made by hashing the variation of the document and what the choice is about,
not by drawing from a stream. So leaving one skill out of a resume changes nothing else in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import TypeVar

from graph.gazetteer import MAX_WORDS
from graph.keys import content_hash, skill_key

Item = TypeVar("Item")
PROSE = ("words", "industries", "resume", "posting", "people", "places", "synonyms")
_OWN = 80
"""Percent of the places where what belongs to the document is put, if it has any."""
FILES = (*PROSE, "fields", "implied", "deeds", "tenses", "reworded")
_SLOT = re.compile(r"{\w+}")
_USE = re.compile(r"<(\w+)>")
_WORD = re.compile(r"[^\W_]+")
_BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=(?!uni|use|one\b|eu)[aeiou])")
"""An article as it comes out of the joining of phrases: `a` and `independent firm`."""
_LONG_WORD = re.compile(r"(?<![{<\w])[a-z]{6,}(?![}>\w])")


def _text(name: str) -> str:
    return (files("generation") / "phrases" / f"{name}.json").read_text(encoding="utf-8")


@lru_cache
def bank(name: str) -> dict[str, tuple[str, ...]]:
    """The phrases of one file, by what they are for."""
    return {use: tuple(phrases) for use, phrases in json.loads(_text(name)).items()}


@lru_cache
def _uses() -> dict[str, tuple[str, ...]]:
    """What `<use>` in a phrase stands for."""
    return bank("words") | bank("industries")


@lru_cache
def _having_others(name: str) -> re.Pattern[str]:
    """Words of a file that have others like them, the longest first; none in a slot or in capitals."""
    words = sorted(bank(name), key=len, reverse=True)
    return re.compile(
        rf"(?<![\w{{<-])(?:{'|'.join(f'[{w[0]}{w[0].upper()}]{w[1:]}' for w in words)})(?![\w}}>-])"
    )


@lru_cache(maxsize=65_536)
def _exchangeable(phrase: str, words: str) -> tuple[tuple[int, int, str], ...]:
    """Where a phrase has words of a file: from, to and the word in small letters."""
    found = _having_others(words).finditer(phrase)
    return tuple((m.start(), m.end(), m.group().lower()) for m in found)


@lru_cache
def phrases_hash() -> str:
    """Eight hex digits over all phrase files."""
    return content_hash(*(_text(name) for name in FILES))[:8]


@lru_cache
def ordinary_words() -> frozenset[str]:
    """Every word of the phrase files, folded: words that are prose, whatever the graph calls them.

    Postings list words such as `support` or `training` as skills; in a sentence they are none.
    """
    phrases = [p for name in PROSE for use in bank(name).values() for p in use]
    words = {skill_key(w) for p in phrases for w in _WORD.findall(_USE.sub(" ", _SLOT.sub(" ", p)))}
    return frozenset(word for word in words if len(word) > 1)


@lru_cache(maxsize=65_536)
def _squeezed(phrase: str) -> str:
    return skill_key(_SLOT.sub(" | ", phrase) if "{" in phrase else phrase)


def _keys(phrase: str) -> set[str]:
    """Keys of all runs of up to `MAX_WORDS` words of a phrase; no run goes across a slot."""
    keys = set()
    for part in _SLOT.split(phrase):
        words = _WORD.findall(part)
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + MAX_WORDS) + 1):
                keys.add(skill_key("".join(words[first:last])))
    return keys


class Chooser:
    """Choices that depend on the variation and on what they are about, never on their order.

    Args:
        variation: what tells this document from others.
        banned: skill keys that no chosen phrase may contain.
        industry: whose words are preferred.
        slips: percent of the phrases with a typing error.
        own: what `<use>` stands for in this document, most of the time.
    """

    def __init__(
        self,
        variation: str,
        banned: Iterable[str] = (),
        industry: str = "",
        slips: float = 0,
        own: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._salt = blake2b(variation.encode("utf-8", "surrogatepass"), digest_size=16)
        self._banned = {key: key.lstrip(".") for key in banned if key}
        self._industry = industry
        self._slips = slips
        # The resumes of a pair ask for most of their phrases twice.
        self._drawn: dict[tuple[object, ...], int] = {}
        self._allowed: dict[str, bool] = {}
        self._phrases: dict[tuple[Sequence[str], tuple[object, ...]], str] = {}
        self._own = {use: [p for p in told if self.allowed(p)] for use, told in (own or {}).items()}

    def number(self, below: int, *about: object) -> int:
        """A whole number from 0 up to `below`, exclusive."""
        drawn = self._drawn.get(about)
        if drawn is None:
            digest = self._salt.copy()
            digest.update("\x1f".join(map(str, about)).encode("utf-8", "surrogatepass"))
            drawn = self._drawn[about] = int.from_bytes(digest.digest()[:8], "big")
        return drawn % below

    def chance(self, percent: float, *about: object) -> bool:
        """True in `percent` of 100 cases."""
        return self.number(10_000, *about) < percent * 100

    def item(self, items: Sequence[Item], *about: object) -> Item:
        """One of the items."""
        return items[self.number(len(items), *about)]

    def weighted(self, options: Sequence[tuple[Item, int]], *about: object) -> Item:
        """One option, in proportion to its weight."""
        place = self.number(sum(weight for _, weight in options), *about)
        for option, weight in options:
            place -= weight
            if place < 0:
                return option
        raise AssertionError("weights are positive")

    def order(self, items: Sequence[Item], *about: object) -> list[Item]:
        """The items in another order; each keeps its place relative to the rest if one goes."""
        return sorted(items, key=lambda item: self.number(1 << 60, *about, item))

    def phrase(self, phrases: Sequence[str], *about: object) -> str:
        """One of the phrases, expanded, without a banned skill in it; empty when all have one."""
        said = self._phrases.get((phrases, about))
        if said is None:
            first = self.number(len(phrases), *about)
            turned = (phrases[(first + step) % len(phrases)] for step in range(len(phrases)))
            expanded = (self._expanded(phrase, about) for phrase in turned)
            found = next(filter(self.allowed, expanded), "")
            said = self._phrases[phrases, about] = self._slipped(found, about)
        return said

    def heading(self, headings: Sequence[str], *about: object) -> str:
        """One of the headings, in its own words, without a banned skill in it; else empty."""
        first = self.number(len(headings), *about)
        turned = (*headings[first:], *headings[:first])
        return next((heading for heading in turned if self.allowed(heading)), "")

    def phrases(self, phrases: Sequence[str], number: int, *about: object) -> list[str]:
        """So many different ones of them that contain no banned skill; fewer when there are not."""
        found: list[str] = []
        for phrase in self.order(phrases, *about):
            if len(found) == number:
                break
            expanded = self._expanded(phrase, about)
            if self.allowed(expanded):
                found.append(self._slipped(expanded, about))
        return found

    def allowed(self, phrase: str) -> bool:
        """Whether the phrase contains no banned skill."""
        allowed = self._allowed.get(phrase)
        if allowed is None:
            squeezed = _squeezed(phrase)
            # The exact look is slow and rarely needed.
            suspect = any(map(squeezed.__contains__, self._banned.values()))
            allowed = not suspect or self._banned.keys().isdisjoint(_keys(phrase))
            self._allowed[phrase] = allowed
        return allowed

    def _expanded(self, phrase: str, about: tuple[object, ...]) -> str:
        """The phrase in other words, with `<use>` replaced, however deep."""
        phrase = self.varied(phrase, "synonyms", *about)
        for depth in range(9):
            if "<" not in phrase:
                return _BEFORE_VOWEL.sub(r"\1n ", phrase) if depth else phrase
            parts = _USE.split(phrase)
            for at in range(1, len(parts), 2):
                parts[at] = self._used(parts[at], depth, at, *about)
            phrase = "".join(parts)
        raise AssertionError(f"{phrase} does not end")

    def _used(self, use: str, *about: object) -> str:
        uses, own = _uses(), self._own.get(use)
        if own and self.chance(_OWN, "own", use, *about):
            return self.varied(self.item(own, use, *about), "reworded", use, *about)
        phrases = uses.get(f"{use}.{self._industry}")
        if phrases is None or self.chance(30, "general", use, *about):
            phrases = uses[use]
        first = self.number(len(phrases), use, *about)
        for step in range(len(phrases)):
            phrase = phrases[(first + step) % len(phrases)]
            if self.allowed(phrase):
                return self.varied(phrase, "synonyms", use, *about)
        return phrases[first]

    def varied(self, phrase: str, words: str, *about: object) -> str:
        """The phrase with words exchanged for others that a phrase file has for them."""
        parts, done = [], 0
        for start, end, word in _exchangeable(phrase, words):
            said = self.item(bank(words)[word], "synonym", start, *about)
            large = phrase[start].isupper()
            parts += [phrase[done:start], said[:1].upper() + said[1:] if large else said]
            done = end
        if not parts:
            return phrase
        varied = "".join(parts) + phrase[done:]
        return varied if self.allowed(varied) else phrase

    def _slipped(self, phrase: str, about: tuple[object, ...]) -> str:
        """The phrase, now and then with two letters swapped, one lost or one doubled."""
        if not self._slips or not self.chance(self._slips, "slip", *about, phrase):
            return phrase
        words = list(_LONG_WORD.finditer(phrase))
        if not words:
            return phrase
        word = self.item(words, "slip where", *about)
        at = word.start() + 1 + self.number(word.end() - word.start() - 3, "slip at", *about)
        how = self.number(3, "slip how", *about)
        pair = phrase[at : at + 2]
        return phrase[:at] + (pair[::-1], pair[:1], pair[0] + pair)[how] + phrase[at + 2 :]


def listed(names: Sequence[str], last: str = " and ") -> str:
    """`A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def needed(phrase: str, slots: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """What goes into those of the slots that the phrase has; the others are not made."""
    return {slot: make() for slot, make in slots.items() if f"{{{slot}}}" in phrase}


def fill(phrase: str, **slots: str) -> str:
    """The phrase with its slots filled; the article before `{t}` fits the title."""
    title = slots.get("t", "")
    if title and ("a {t}" in phrase or "A {t}" in phrase):
        phrase = phrase.replace("a {t}", _article(title) + "{t}")
        phrase = phrase.replace("A {t}", _article(title).capitalize() + "{t}")
    return phrase.format(**slots)


def _article(title: str) -> str:
    if title.endswith("s") and not title.endswith("ss"):
        return ""
    first = title.split(maxsplit=1)[0]
    spelled = len(first) > 1 and first.isupper()  # `an HR Clerk`, by the name of the letter
    vowels = "aefhilmnorsx" if spelled else "aeiou"
    return "an " if first[0].lower() in vowels else "a "
