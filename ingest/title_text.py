"""What of a title is compared with names: its job, abbreviations written out, slips mended.

Which words end the names of occupations (`engineer`, `support`) is read from the names themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import log1p

from ingest.skill_pieces import is_known
from ingest.title_words import BARE_RANKS, SPELLED_OUT, WORK
from ingest.titles import normalise_title, whole_title

_WORD = re.compile(r"[^\s/&,]+")
_SEAM = re.compile(r"[/_:]|(?<=[a-z]{4})\.(?=[a-z])")
_OFTEN = 3
_SURE = 25
_LONG = 6


class TitleWords:
    """The words of names, and titles read with them.

    Args:
        names: Normalised names.
        learned: Words of other names, and how many of those each ends: a graph with few names still
            tells work from products.
    """

    def __init__(self, names: Iterable[str], learned: Mapping[str, int] | None = None) -> None:
        split = [_WORD.findall(name) for name in names]
        self.ends = Counter(words[-1] for words in split if words) | Counter(learned)
        self.seen = {word for words in split for word in words}.union(learned or ())
        self._slips = {
            slip: word
            for word, count in sorted(self.ends.items(), key=lambda item: (item[1], item[0]))
            if (count >= _SURE or word in WORK) and len(word) >= _LONG
            for slip in _shortened(word)
        }

    def read(self, title: str) -> str:
        """The title as it is compared with names; never empty when the title has a letter."""
        text = self.written_out(normalise_title(title))
        if self.job_words(text) and len(text.split()) > 1:
            return text
        # A head that says too little: what stands beside it may say more.
        return self.written_out(whole_title(title)) or text

    def job_words(self, text: str) -> list[int]:
        """For each word that ends some name, how many names it ends; words of two letters do not."""
        ends = self.ends
        return [n for w in _WORD.findall(text) if len(w) > 2 and (n := ends[w]) >= _OFTEN]

    def about(self, text: str) -> dict[str, float]:
        """What tells whether a text names work at all: by what its words are."""
        words = _WORD.findall(text)
        ends = self.job_words(text)
        size = max(len(words), 1)
        return {
            "no job word": float(not ends),
            "how usual the job word": log1p(max(ends, default=0)),
            "work word": float(any(word in WORK for word in words)),
            "technology comes first": float(bool(words) and is_known(words[0])),
            "share of technologies": sum(map(is_known, words)) / size,
            "share of unknown words": sum(word not in self.seen for word in words) / size,
            "words": log1p(len(words)),
            "bare rank": float(bool(words) and BARE_RANKS.issuperset(words)),
        }

    def written_out(self, text: str) -> str:
        """Abbreviations of a normalised title written out, words one letter off a known one mended."""
        words = (SPELLED_OUT.get(word, word) for word in _pieces(text))
        return " ".join(self._spelled(word) for part in words for word in part.split(" "))

    def _spelled(self, word: str) -> str:
        if len(word) < _LONG or word in self.seen or not self._slips:
            return word
        return next((self._slips[s] for s in _shortened(word) if s in self._slips), word)


def _pieces(text: str) -> list[str]:
    return [piece for word in text.split() for piece in _SEAM.sub(" / ", word).split()]


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without one letter: two words share one if a slip lies between."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def features(text: str) -> set[str]:
    """What two titles can share: words, pairs of words, the last word, runs of four letters."""
    words = _WORD.findall(text)
    found = {f"w {word}" for word in words}
    found.update(f"p {first} {second}" for first, second in pairwise(words))
    if words:
        found.add(f"l {words[-1]}")
    for word in words:
        framed = f" {word} "
        found.update(framed[at : at + 4] for at in range(len(framed) - 3))
    return found
