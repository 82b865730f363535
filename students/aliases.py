"""The names that a student knows: those of the graph at the time of training, or refreshed since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from graph.errors import StudentError
from graph.gazetteer import Gazetteer, Match
from graph.records import SkillName
from students.linker import Linker


class Aliases:
    """Names found in text, and skills found by name."""

    def __init__(self, names: Iterable[SkillName]) -> None:
        self.names = tuple(sorted(names, key=lambda n: (n.alias, n.key, n.name)))
        self._gazetteer = Gazetteer(self.names)
        self._linker = Linker(self._gazetteer)
        self._candidates = frozenset(n.key for n in self.names if n.status != "canonical")
        self._kind = lru_cache(maxsize=50_000)(self._kind_of)

    def __len__(self) -> int:
        return len(self._gazetteer)

    def find(self, text: str) -> list[Match]:
        """The known names in a text, in order, not overlapping."""
        return self._gazetteer.find(text)

    def link(self, surface: str) -> str | None:
        """The key of the skill that a surface names, or None."""
        return self._linker.link(surface)

    def kind(self, match: Match) -> str:
        """How far a match is to be trusted.

        `cased`: the name is also an everyday word, so that it is known in one case only;
        `candidate`: nobody has accepted the skill yet; else `known`.
        """
        return self._kind(match.text, match.skill)

    def _kind_of(self, surface: str, skill: str) -> str:
        if skill in self._candidates:
            return "candidate"
        return "known" if self._gazetteer.find(surface.swapcase()) else "cased"

    def to_bytes(self) -> bytes:
        """One JSON array per line: alias, key, name, status."""
        rows = ([n.alias, n.key, n.name, n.status] for n in self.names)
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Aliases:
        """The reverse of `to_bytes`.

        Raises:
            StudentError: The content is something else.
        """
        try:
            return cls(SkillName(*json.loads(line)) for line in content.decode().splitlines())
        except (ValueError, TypeError) as error:
            raise StudentError(
                "The names of a student cannot be read.", hint="Train the student again."
            ) from error
