"""Near-duplicates among documents, by MinHash: texts that share most of their runs of three words.

Two texts count as near-duplicates when the Jaccard similarity of their sets of three-word shingles
(lower case, punctuation left out) is estimated at `THRESHOLD` or more. The estimate has a standard
error of about .035 there; of pairs exactly at the threshold 95 % are looked at, of those at .85
more than 99 %. Each text that is kept takes some 2 kB.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rensa import RMinHash

THRESHOLD = 0.8
WORDS = 3
_HASHES, _BANDS, _SEED = 128, 16, 1
_WORD = re.compile(r"\w+")


def shingles(text: str) -> list[str]:
    """The runs of three words of a text; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    runs = zip(*(words[first:] for first in range(WORDS)), strict=False)
    return [" ".join(run) for run in runs] or [" ".join(words)]


class SeenTexts:
    """Texts of one kind that were kept, in a run of any length."""

    def __init__(self, threshold: float = THRESHOLD) -> None:
        from rensa import RMinHashLSH

        self._threshold = threshold
        self._index = RMinHashLSH(threshold, _HASHES, _BANDS)
        self._kept: list[RMinHash] = []

    def __len__(self) -> int:
        return len(self._kept)

    def sketch(self, text: str) -> RMinHash:
        """What is compared and kept of a text."""
        from rensa import RMinHash

        made = RMinHash(_HASHES, _SEED)
        made.update(shingles(text))
        return made

    def holds_like(self, sketch: RMinHash) -> bool:
        """Whether a text that was kept is a near-duplicate of this one."""
        near = self._index.query(sketch)
        return any(self._kept[at].jaccard(sketch) >= self._threshold for at in near)

    def keep(self, sketch: RMinHash) -> None:
        """Keep a text."""
        self._index.insert(len(self._kept), sketch)
        self._kept.append(sketch)

    def add(self, text: str) -> bool:
        """Keep a text unless one like it was kept; whether it was."""
        sketch = self.sketch(text)
        new = not self.holds_like(sketch)
        if new:
            self.keep(sketch)
        return new


class SeenDocuments:
    """Documents of triples that were kept, across a whole run.

    Like is compared with like, job descriptions with job descriptions and so on: the two resumes
    of a triple resemble each other on purpose. The answers depend on the order alone.
    """

    def __init__(self, threshold: float = THRESHOLD) -> None:
        self._threshold = threshold
        self._kinds: list[SeenTexts] = []

    def add(self, texts: Sequence[str]) -> bool:
        """Keep the documents of a triple, unless one of them is a near-duplicate of a kept one.

        Args:
            texts: in the same order each time: job description, matched resume, unmatched resume.

        Returns:
            Whether they were kept; if not, none of them was.
        """
        while len(self._kinds) < len(texts):
            self._kinds.append(SeenTexts(self._threshold))
        sketches = [kind.sketch(text) for kind, text in zip(self._kinds, texts, strict=False)]
        pairs = list(zip(self._kinds, sketches, strict=False))
        if any(kind.holds_like(sketch) for kind, sketch in pairs):
            return False
        for kind, sketch in pairs:
            kind.keep(sketch)
        return True

    def accept(self, index: int, texts: Sequence[str]) -> bool:
        """`add`, as a run asks it in index order."""
        return self.add(texts)
