"""How a document looks: headings, bullets, spacing. The same style serves a matched pair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from generation.wording import Chooser

Item = TypeVar("Item")

_HEADINGS = (("## {}", 34), ("{}", 12), ("{}:", 12), ("upper", 12), ("**{}**", 10), ("# {}", 6))
_MORE_HEADINGS = (("underline", 5), ("**{}:**", 3), ("### {}", 2), ("none", 4))
_BULLETS = (("- ", 46), ("* ", 14), ("• ", 14), ("number", 14), ("", 6), ("– ", 3), ("+ ", 3))


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one document.

    Args:
        heading: a pattern for section headings, or `upper`, `underline`, `none`.
        bullet: what list lines begin with, or `number`.
        tight: no blank line below a heading.
    """

    heading: str
    bullet: str
    tight: bool

    @classmethod
    def chosen(cls, chooser: Chooser, about: str) -> Style:
        """The style that the chooser picks for a kind of document."""
        return cls(
            heading=weighted(chooser, (*_HEADINGS, *_MORE_HEADINGS), about, "heading"),
            bullet=weighted(chooser, _BULLETS, about, "bullet"),
            tight=chooser.chance(85, about, "tight"),
        )

    def titled(self, heading: str) -> list[str]:
        """The lines of a heading; none when the style or the text is empty."""
        if not heading or self.heading == "none":
            return []
        if self.heading == "upper":
            lines = [heading.upper()]
        elif self.heading == "underline":
            lines = [heading, "-" * len(heading)]
        else:
            lines = [self.heading.format(heading)]
        return lines if self.tight else [*lines, ""]

    def bullets(self, lines: Sequence[str]) -> list[str]:
        """The lines as a list."""
        if self.bullet == "number":
            return [f"{number}. {line}" for number, line in enumerate(lines, 1)]
        return [self.bullet + line for line in lines]

    def section(self, heading: str, lines: Sequence[str]) -> str:
        """A heading and what stands below it; empty when nothing does."""
        return "\n".join([*self.titled(heading), *lines]) if lines else ""


def joined(sections: Sequence[str]) -> str:
    """The sections that hold something, with a blank line between them."""
    return "\n\n".join(section for section in sections if section)


def weighted(chooser: Chooser, options: Sequence[tuple[Item, int]], *about: object) -> Item:
    """One option, in proportion to its weight."""
    place = chooser.number(sum(weight for _, weight in options), *about)
    for option, weight in options:
        place -= weight
        if place < 0:
            return option
    raise AssertionError("weights are positive")
