"""How like the names of each occupation a title is, by shared words and runs of letters.

Two measures per occupation: the cosine to the most similar of its names, and how much more often
than elsewhere the title's features stand in its names. Plain numpy over lists of postings: for each
feature the names, or the occupations, that have it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.title_text import features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_COMMON = 400
"""A feature of more names than this is looked up only for names that share a rarer one."""
_HITS = 120
_PRIOR = 0.025
_LEAST = -3.0


class NgramIndex:
    """Names and their occupations, by feature.

    Args:
        texts: Distinct names, as compared.
        owners: For each name the numbers of its occupations.
        occupations: How many occupations there are.
    """

    def __init__(
        self, texts: Sequence[str], owners: Sequence[Sequence[int]], occupations: int
    ) -> None:
        import numpy as np

        self.occupations = occupations
        self._numbers: dict[str, int] = {}
        rows = [self._known(text, grow=True) for text in texts]
        sizes = np.array([len(row) for row in rows], np.int64)
        name = np.repeat(np.arange(len(rows)), sizes)
        feature = np.array([number for row in rows for number in row], np.int64)
        size = len(self._numbers)
        held = np.bincount(feature, minlength=size)
        self._weight = np.log((1 + len(texts)) / (1 + held)).astype(np.float32)
        length = np.sqrt(np.bincount(name, self._weight[feature] ** 2, minlength=len(texts)))
        share = self._weight[feature] / np.maximum(length[name], 1e-9)
        common = held > _COMMON
        self._names = _Lists(feature, name, share.astype(np.float32), size)
        self._column = np.where(common, np.cumsum(common) - 1, -1)
        self._common = np.zeros((len(texts), int(common.sum())), np.float16)
        often = common[feature]
        self._common[name[often], self._column[feature[often]]] = share[often]
        counts = np.array([len(o) for o in owners], np.int64)
        self._count = counts
        self._first = np.cumsum(counts) - counts
        self._owner = np.array([o for row in owners for o in row], np.int64)
        # A name of several occupations speaks a little less for each of them.
        self._sure = np.where(counts > 1, 0.97, 1.0).astype(np.float32)
        self._by_occupation(feature, name, counts, size)

    def _by_occupation(self, feature: Ints, name: Ints, counts: Ints, size: int) -> None:
        """Per feature and occupation the log of how much more often than elsewhere it stands."""
        import numpy as np

        repeats = counts[name]
        start = np.repeat(self._first[name], repeats)
        within = np.arange(len(start)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        pair = np.repeat(feature, repeats) * self.occupations + self._owner[start + within]
        pairs, times = np.unique(pair, return_counts=True)
        at, occupation = pairs // self.occupations, pairs % self.occupations
        total = np.bincount(at, times, minlength=size)
        prior = np.bincount(self._owner, minlength=self.occupations) / max(len(self._owner), 1)
        smooth = _PRIOR * self.occupations
        self._base = np.maximum(_LEAST, np.log(smooth / (total + smooth)))
        odds = (times + smooth * prior[occupation]) / (total[at] + smooth)
        gain = np.maximum(_LEAST, np.log(odds) - np.log(prior[occupation]))
        self._votes = _Lists(at, occupation, (gain - self._base[at]).astype(np.float32), size)

    def _known(self, text: str, *, grow: bool) -> list[int]:
        """The numbers of a text's features; in a fixed order, so that sums are the same."""
        numbers = self._numbers
        found = sorted(features(text))
        if grow:
            return [numbers.setdefault(feature, len(numbers)) for feature in found]
        return [numbers[feature] for feature in found if feature in numbers]

    def measure(self, text: str) -> tuple[Floats, Floats]:
        """Cosine to the nearest name, and votes, per occupation; zeros where nothing is shared."""
        import numpy as np

        known = np.array(self._known(text, grow=False), np.int64)
        nearest = np.zeros(self.occupations, np.float32)
        votes = np.zeros(self.occupations, np.float32)
        if not len(known):
            return nearest, votes
        weight = self._weight[known]
        weight = weight / max(float(np.sqrt((weight**2).sum())), 1e-9)
        names, cosine = self._likest(known, weight)
        cosine = cosine * self._sure[names]
        repeats = self._count[names]
        within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        owner = self._owner[np.repeat(self._first[names], repeats) + within]
        np.maximum.at(nearest, owner, np.repeat(cosine, repeats))
        votes += float((weight * self._base[known]).sum())
        votes += self._votes.summed(known, weight, self.occupations)
        return nearest, votes

    def _likest(self, known: Ints, weight: Floats) -> tuple[Ints, Floats]:
        """The names most like a text, and their cosines."""
        import numpy as np

        column = self._column[known]
        rare = column < 0
        if rare.any():
            cosine = self._names.summed(known[rare], weight[rare], len(self._count))
            names = np.flatnonzero(cosine > 0)
            if len(names) > _HITS:
                names = names[np.argpartition(cosine[names], -_HITS)[-_HITS:]]
        else:
            cosine = np.zeros(len(self._count), np.float32)
            names = np.arange(len(self._count))
        often = self._common[np.ix_(names, column[~rare])].astype(np.float32) @ weight[~rare]
        return names, cosine[names] + often


class _Lists:
    """For each key a list of (place, value), stored one after the other."""

    def __init__(self, keys: Ints, places: Ints, values: Floats, size: int) -> None:
        import numpy as np

        order = np.argsort(keys, kind="stable")
        self._places, self._values = places[order], values[order]
        self._start = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=size))])

    def summed(self, keys: Ints, weights: Floats, size: int) -> Floats:
        """The weighted sum of the lists of some keys, per place."""
        import numpy as np

        first, size_of = self._start[keys], self._start[keys + 1] - self._start[keys]
        before = np.cumsum(size_of) - size_of
        at = np.arange(size_of.sum()) + np.repeat(first - before, size_of)
        values = self._values[at] * np.repeat(weights, size_of)
        return np.bincount(self._places[at], values, minlength=size).astype(np.float32)
