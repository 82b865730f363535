"""What occupations are called, and by whom: the rows that a title index is built from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.keys import fold
from ingest.titles import normalise_title

METHODS = ("soc_title", "direct_match", "onet_title")
"""Where a name stands: a name of an earlier source wins over the same name of a later one."""


@dataclass(frozen=True, slots=True)
class TitleName:
    """A name of an occupation; `method` is one of `METHODS`."""

    text: str
    occupation: str
    method: str


def held_out(text: str) -> bool:
    """Whether a name is among the fifth that no coefficient is fitted on.

    A stable hash of the folded words without a final s: singular and plural stay on one side, and
    no rule of `ingest.titles` moves a name from one side to the other.
    """
    words = [word.rstrip("s") for word in fold(text).split()]
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
    return digest[0] * 256 + digest[1] < 65536 // 5


class ExactNames:
    """Names that decide: those that their strongest source gives to one occupation only."""

    def __init__(self, names: Iterable[TitleName]) -> None:
        plain: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        normal: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name in names:
            plain[fold(name.text)][name.method].add(name.occupation)
            normal[normalise_title(name.text)][name.method].add(name.occupation)
        self._plain, self._normal = _decided(plain), _decided(normal)

    def find(self, title: str) -> tuple[str, str] | None:
        """Occupation and method: that of the source, or `normalised` where only noise differed."""
        found = self.word_for_word(title)
        if found:
            return found
        same = self._normal.get(normalise_title(title))
        return (same[0], "normalised") if same else None

    def word_for_word(self, title: str) -> tuple[str, str] | None:
        """Occupation and method where the title is itself a name, but for case and blanks."""
        return self._plain.get(fold(title))


def _decided(names: dict[str, dict[str, set[str]]]) -> dict[str, tuple[str, str]]:
    decided = {}
    for name, by_method in names.items():
        method = next(m for m in METHODS if m in by_method)
        if name and len(by_method[method]) == 1:
            decided[name] = (next(iter(by_method[method])), method)
    return decided
