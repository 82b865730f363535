"""The phrase files of the offline teacher, and seeded choice among them.

Every choice is made by hashing the variation of the document and what the choice is about, not by
drawing from a stream. So leaving one skill out of a resume changes nothing else in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import TypeVar

from graph.gazetteer import MAX_WORDS
from graph.keys import content_hash, skill_key

Item = TypeVar("Item")
PROSE = ("resume", "posting", "people", "places")
FILES = (*PROSE, "fields")
_PLAIN_ENDINGS = ("ing", "ion", "ment", "ship", "ity", "sis", "ness", "ance", "ics", "ware")
_SLOT = re.compile(r"{\w+}")
_WORD = re.compile(r"[^\W_]+")


def _text(name: str) -> str:
    return (files("generation") / "phrases" / f"{name}.json").read_text(encoding="utf-8")


@lru_cache
def bank(name: str) -> dict[str, tuple[str, ...]]:
    """The phrases of one file, by what they are for."""
    return {use: tuple(phrases) for use, phrases in json.loads(_text(name)).items()}


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
    words = {skill_key(w) for phrase in phrases for w in _WORD.findall(_SLOT.sub(" ", phrase))}
    return frozenset(word for word in words if len(word) > 1)


@lru_cache(maxsize=8192)
def _keys(phrase: str) -> frozenset[str]:
    """Keys of all runs of up to `MAX_WORDS` words of a phrase; no run goes across a slot."""
    keys = set()
    for part in _SLOT.split(phrase):
        words = _WORD.findall(part)
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + MAX_WORDS) + 1):
                keys.add(skill_key("".join(words[first:last])))
    return frozenset(keys)


class Chooser:
    """Choices that depend on the variation and on what they are about, never on their order.

    Args:
        variation: what tells this document from others.
        banned: skill keys that no chosen phrase may contain.
    """

    def __init__(self, variation: str, banned: Iterable[str] = ()) -> None:
        self._salt = blake2b(variation.encode("utf-8", "surrogatepass"), digest_size=16)
        self._banned = frozenset(banned)

    def number(self, below: int, *about: object) -> int:
        """A whole number from 0 up to `below`, exclusive."""
        digest = self._salt.copy()
        digest.update("\x1f".join(map(str, about)).encode("utf-8", "surrogatepass"))
        return int.from_bytes(digest.digest()[:8], "big") % below

    def chance(self, percent: float, *about: object) -> bool:
        """True in `percent` of 100 cases."""
        return self.number(10_000, *about) < percent * 100

    def item(self, items: Sequence[Item], *about: object) -> Item:
        """One of the items."""
        return items[self.number(len(items), *about)]

    def order(self, items: Sequence[Item], *about: object) -> list[Item]:
        """The items in another order; each keeps its place relative to the rest if one goes."""
        return sorted(items, key=lambda item: self.number(1 << 60, *about, item))

    def phrase(self, phrases: Sequence[str], *about: object) -> str:
        """One of the phrases that contain no banned skill; empty when all do."""
        first = self.number(len(phrases), *about)
        for step in range(len(phrases)):
            phrase = phrases[(first + step) % len(phrases)]
            if self.allowed(phrase):
                return phrase
        return ""

    def phrases(self, phrases: Sequence[str], number: int, *about: object) -> list[str]:
        """So many different ones of them that contain no banned skill; fewer when there are not."""
        return [p for p in self.order(phrases, *about) if self.allowed(p)][:number]

    def allowed(self, phrase: str) -> bool:
        """Whether the phrase contains no banned skill."""
        return self._banned.isdisjoint(_keys(phrase))


def said(chooser: Chooser, skill: str) -> str:
    """A skill as somebody might write it: plain words now and then in small letters or capitals.

    Products and abbreviations keep their letters, and so does what is too short to find again.
    """
    if len(skill) <= 5 or not skill.replace(" ", "").isalpha():
        return skill
    if skill.islower():
        return skill[0].upper() + skill[1:] if chooser.chance(50, "capital", skill) else skill
    plain = skill.istitle() and (" " in skill or skill.endswith(_PLAIN_ENDINGS))
    return skill.lower() if plain and chooser.chance(40, "small", skill) else skill


def listed(names: Sequence[str], last: str = " and ") -> str:
    """`A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + last + names[-1]


def fill(phrase: str, **slots: str) -> str:
    """The phrase with its slots filled; the article before `{t}` fits the title."""
    title = slots.get("t", "")
    if title and ("a {t}" in phrase or "A {t}" in phrase):
        phrase = phrase.replace("a {t}", _article(title) + "{t}")
    return phrase.format(**slots)


def _article(title: str) -> str:
    if title.endswith("s") and not title.endswith("ss"):
        return ""
    first = title.split(maxsplit=1)[0]
    spelled = len(first) > 1 and first.isupper()  # `an HR Clerk`, by the name of the letter
    vowels = "aefhilmnorsx" if spelled else "aeiou"
    return "an " if first[0].lower() in vowels else "a "
