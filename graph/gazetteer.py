"""Known skill names found in text: longest match over tokens, with character offsets.

A window of up to `MAX_WORDS` tokens is looked up by its `skill_key`, so every spelling that folds
to a known key is found (`Node JS` finds `Node.js`). Names that are also everyday words or single
letters (`C`, `R`, `Go`) match only in the case in which they are known.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graph.keys import skill_key
from graph.records import SkillName

MAX_WORDS = 6
_REMEMBERED = 100_000
_TOKEN = re.compile(r"\.?[^\W_][\w+#&]*(?:\.(?=\w)[\w+#&]+)*")
_JOINED = re.compile(r"[ \t\u00a0.\-/&]*")
_EVERYDAY = frozenset(
    "access agile back base box chef express excel flash flex go hive it make node oracle pig puppet "
    "react rest ruby rust safe salt sap saas scrum sentry shell soap spark spring storm swift tableau "
    "unity word".split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A known name in a text: offsets (end exclusive), the text itself, and the skill it names."""

    start: int
    end: int
    text: str
    skill: str


class _Known(NamedTuple):
    """Of some words: whether any known name begins so, and the skill that they name as a whole."""

    begins: bool
    skill: str | None


class Gazetteer:
    """Finds the names of skills in texts."""

    def __init__(self, names: Iterable[SkillName]) -> None:
        self._skills: dict[str, str] = {}
        self._display: dict[str, str] = {}
        self._cased: dict[str, set[str]] = {}
        for name in names:
            key = skill_key(name.alias)
            if not key:
                continue
            self._skills.setdefault(key, name.key)
            self._display[name.key] = name.name
            if self._ambiguous(key):
                self._cased.setdefault(key, set()).update(_casings(name, key))

        self._sorted = sorted(self._skills)
        # Documents say the same words over and over.
        self._known = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def __len__(self) -> int:
        return len(self._skills)

    def name(self, skill: str) -> str:
        """The display name of a skill key; the key itself when it is unknown."""
        return self._display.get(skill, skill)

    def skill_of(self, surface: str) -> str | None:
        """The skill that a string as a whole names, or None."""
        return self._skills.get(skill_key(surface))

    def find(self, text: str) -> list[Match]:
        """All matches in order, longest first at each position, not overlapping."""
        tokens = [token.span() for token in _TOKEN.finditer(text)]
        known, free = self._known, 0
        found: list[Match] = []
        for position, (start, end) in enumerate(tokens):
            if position >= free and known(text[start:end]).begins:
                free = position + self._longest(text, tokens, position, found)
        return found

    def _longest(
        self, text: str, tokens: list[tuple[int, int]], position: int, found: list[Match]
    ) -> int:
        """Append the longest match that starts at a token; how many tokens it takes, or 0."""
        start, before = tokens[position]
        best: tuple[int, Match] | None = None
        for last in range(position, min(position + MAX_WORDS, len(tokens))):
            begin, end = tokens[last]
            if last > position and not _JOINED.fullmatch(text, before, begin):
                break
            known = self._known(text[start:end])
            if not known.begins:
                break
            if known.skill is not None:
                best = (last - position + 1, Match(start, end, text[start:end], known.skill))
            before = end
        if best is None:
            return 0
        found.append(best[1])
        return best[0]

    def _look_up(self, surface: str) -> _Known:
        key = skill_key(surface)
        at = bisect_left(self._sorted, key)
        begins = at < len(self._sorted) and self._sorted[at].startswith(key)
        return _Known(begins, self._skills.get(key) if self._case_fits(key, surface) else None)

    @staticmethod
    def _ambiguous(key: str) -> bool:
        return len(key) <= 2 or key in _EVERYDAY

    def _case_fits(self, key: str, surface: str) -> bool:
        return not self._ambiguous(key) or surface in self._cased.get(key, ())


def _casings(name: SkillName, key: str) -> set[str]:
    """The ways in which an everyday name may be written: as displayed, else as an abbreviation is.

    Aliases are kept folded, so that `ml` for Machine Learning stands for `ML` as well.
    """
    if skill_key(name.name) == key:
        return {name.name}
    if name.alias != name.alias.lower():
        return {name.alias}
    return {name.alias.upper(), name.alias.capitalize()}
