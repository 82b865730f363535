"""How a document looks: headings, bullets, spacing, width. One style serves a matched pair."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from generation.wording import Chooser

_HEADINGS = (
    ("## {}", 28), ("{}", 13), ("{}:", 12), ("upper", 12), ("**{}**", 9), ("# {}", 6),
    ("underline", 3), ("**{}:**", 3), ("### {}", 3), ("upper:", 3), ("= {} =", 1),
    ("none", 5),
)  # fmt: skip
_BULLETS = (
    ("- ", 40), ("* ", 12), ("• ", 13), ("number", 14), ("", 8), ("– ", 3), ("+ ", 2), ("*", 2),
    ("  - ", 2), ("-", 1), ("number)", 2), ("» ", 1),
)  # fmt: skip
_GLUE = "\x01"


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one document.

    Args:
        heading: a pattern for section headings, or `upper`, `upper:`, `underline`, `none`.
        bullet: what list lines begin with, or `number`, `number)`.
        tight: no blank line below a heading.
        width: characters after which lines are broken; 0 for never.
    """

    heading: str
    bullet: str
    tight: bool
    width: int = 0

    @classmethod
    def chosen(cls, chooser: Chooser, about: str) -> Style:
        """The style that the chooser picks for a kind of document."""
        return cls(
            heading=chooser.weighted(_HEADINGS, about, "heading"),
            bullet=chooser.weighted(_BULLETS, about, "bullet"),
            tight=chooser.chance(85, about, "tight"),
            width=chooser.weighted(((0, 91), (72, 4), (80, 3), (60, 2)), about, "width"),
        )

    def titled(self, heading: str) -> list[str]:
        """The lines of a heading; none when the style or the text is empty."""
        if not heading or self.heading == "none":
            return []
        if self.heading.startswith("upper"):
            lines = [heading.upper() + self.heading.removeprefix("upper")]
        elif self.heading == "underline":
            lines = [heading, "---"]
        else:
            lines = [self.heading.format(heading)]
        return lines if self.tight else [*lines, ""]

    def bullets(self, lines: Sequence[str]) -> list[str]:
        """The lines as a list."""
        if self.bullet.startswith("number"):
            mark = self.bullet.removeprefix("number") or "."
            return [f"{number}{mark} {line}" for number, line in enumerate(lines, 1)]
        return [self.bullet + line for line in lines]

    def section(self, heading: str, lines: Sequence[str]) -> str:
        """A heading and what stands below it; empty when nothing does."""
        return "\n".join([*self.titled(heading), *lines]) if lines else ""

    def laid_out(self, sections: Sequence[str], whole: Sequence[str]) -> str:
        """The sections that hold something, with a blank line between them.

        Args:
            sections: of the document, in order.
            whole: names that no line break may fall into.
        """
        text = "\n\n".join(section for section in sections if section)
        if not self.width:
            return text
        for name in sorted(whole, key=len, reverse=True):
            text = text.replace(name, name.replace(" ", _GLUE))
        lines = (self._broken(line) for line in text.split("\n"))
        return "\n".join(lines).replace(_GLUE, " ")

    def _broken(self, line: str) -> str:
        if len(line) <= self.width or line.startswith("|"):
            return line
        return textwrap.fill(
            line, self.width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
        )
