"""What students answer: named values with character offsets, never tuples or dicts."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records import Mention


@dataclass(frozen=True, slots=True)
class Extraction:
    """The skills found in one text, in order of position, not overlapping."""

    mentions: tuple[Mention, ...]

    @property
    def linked(self) -> tuple[Mention, ...]:
        """The mentions whose skill the graph knows."""
        return tuple(m for m in self.mentions if m.skill is not None)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The distinct texts of the mentions, in order of first appearance."""
        return tuple(dict.fromkeys(m.text for m in self.mentions))
