"""From the words of a span to a skill of the graph, or to none: no match is an answer."""

from __future__ import annotations

from functools import lru_cache

from graph.gazetteer import Gazetteer

# Words that say how well, or that something is a skill, and not which skill it is.
_QUALIFIERS = frozenset(
    "a advanced an and basic certified competent deep excellent experience experienced expert "
    "expertise familiarity good hands in knowledge of on proficiency proficient skill skills solid "
    "strong superior the thorough with working".split()
)


class Linker:
    """Links surfaces to the skills of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cached = lru_cache(maxsize=50_000)(self._link)

    def link(self, surface: str) -> str | None:
        """The key of the skill that a surface names, or None.

        `Python` and `strong Python skills` name Python; `Python and SQL` names no one skill, nor does
        `Python sketch`.
        """
        return self._cached(surface)

    def _link(self, surface: str) -> str | None:
        matches = self._gazetteer.find(surface)
        if len(matches) != 1:
            return None
        match = matches[0]
        rest = f"{surface[: match.start]} {surface[match.end :]}"
        words = "".join(c if c.isalnum() else " " for c in rest.casefold()).split()
        return match.skill if all(word in _QUALIFIERS for word in words) else None
