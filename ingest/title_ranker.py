"""Titles of postings to occupations: by a name where one decides, else by learned evidence.

The evidence is a title's sentence vector, its shared words and runs of letters with names, and how
common an occupation is among postings. That a title fits no occupation is an answer too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from graph.encoder import Encoder
from ingest.title_model import Coefficients, Directions, coefficients, directions, learned_words
from ingest.title_names import ExactNames, TitleName
from ingest.title_ngrams import NgramIndex
from ingest.title_text import TitleWords
from ingest.titles import normalise_title

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """What a title was found to name.

    `occupation` is a key, or None with method `none`; `score` is how sure that answer is, 0 to 1.
    `candidates` are the likeliest occupations whatever the answer, best first, with scores that
    fall; the runner-up is the best of them beside the answer.
    """

    occupation: str | None
    method: str
    score: float
    candidates: tuple[tuple[str, float], ...]
    runner_up: str | None
    runner_up_score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the evidence says about a text.

    `shares` are the probabilities of the occupations if one fits, in the order of
    `TitleIndex.keys`; `about` is what tells whether one does.
    """

    text: str
    shares: Floats
    about: dict[str, float]


class TitleIndex:
    """Names of occupations, ready to rank titles by. Build one with `build`."""

    def __init__(
        self,
        names: Iterable[TitleName],
        occupations: Mapping[str, tuple[str, str]],
        encoder: Encoder,
        weights: Coefficients,
    ) -> None:
        known = sorted({n for n in names if n.occupation in occupations}, key=_order)
        self.keys = sorted(occupations)
        self.exact = ExactNames(known)
        self.weights, self._encoder = weights, encoder
        numbers = {key: n for n, key in enumerate(self.keys)}
        owners: dict[str, set[int]] = defaultdict(set)
        spelled = TitleWords(())
        for name in known:
            owners[spelled.written_out(normalise_title(name.text))].add(numbers[name.occupation])
        texts = sorted(owners)
        self.words = TitleWords(texts, learned_words())
        self._ngrams = NgramIndex(texts, [sorted(owners[text]) for text in texts], len(self.keys))
        self._titles = [occupations[key][0] for key in self.keys]
        self._directions: Directions | None = None

    @classmethod
    def build(
        cls,
        names: Iterable[TitleName],
        occupations: Mapping[str, tuple[str, str]],
        encoder: Encoder | None = None,
    ) -> TitleIndex:
        """An index over names; the order of names does not matter.

        Args:
            names: What occupations are called; names of other occupations are left out.
            occupations: Title and definition by key.
            encoder: For sentence vectors; one of its own if None.
        """
        return cls(names, occupations, encoder or Encoder(), coefficients())

    def rank(self, titles: Sequence[str], top: int = 5) -> list[TitleMatch]:
        """A match for each title, in their order; a title's match does not depend on the others.

        Args:
            titles: As published.
            top: How many candidates to give.
        """
        texts = {title: self.words.read(title) for title in dict.fromkeys(titles)}
        read = {reading.text: reading for reading in self.readings(sorted(set(texts.values())))}
        made = {
            title: self._match(read[text], self.exact.find(title), top)
            for title, text in texts.items()
        }
        return [made[title] for title in titles]

    def readings(self, texts: Sequence[str]) -> Iterator[Reading]:
        """What the evidence says about each text as read by `words`."""
        import numpy as np

        weights = np.array(self.weights.evidence, np.float32)
        parts = [texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE)]
        for part, (evidence, skill) in zip(parts, self._evidence(parts), strict=True):
            shares = np.exp(_log_softmax(evidence @ weights))
            for text, share, likeness in zip(part, shares, skill, strict=True):
                about = {"bias": 1.0, "like a skill": float(likeness)}
                about |= {"best score": float(share.max(initial=0.0))} | self.words.about(text)
                yield Reading(text, share, about)

    def evidence(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """What speaks for each occupation, and how much like the name of a mere skill texts are.

        Shapes (texts, occupations, 4), in the order of `Coefficients.evidence`, and (texts).
        """
        return next(self._evidence([texts]))

    def _evidence(self, parts: Sequence[Sequence[str]]) -> Iterator[tuple[Floats, Floats]]:
        import numpy as np

        if self._directions is None:
            self._directions = directions(self.keys, self._titles, self._encoder)
        learned = self._directions
        # Vectors are made outside Python's lock: the next ones while shared words are counted.
        with ThreadPoolExecutor(1) as ahead:
            for part, vectors in zip(parts, ahead.map(self._encoder.encode, parts), strict=True):
                by_vector = _log_softmax(vectors @ learned.columns + learned.bias)
                shared = [self._ngrams.measure(text) for text in part]
                nearest = np.array([cosine for cosine, _ in shared])
                votes = np.array([vote for _, vote in shared])
                prior = np.broadcast_to(learned.prior, votes.shape)
                skill = vectors @ learned.skill[:-1] + learned.skill[-1]
                yield np.stack([by_vector, nearest, votes, prior], axis=-1), skill

    def nearest(self, titles: Sequence[str]) -> list[str | None]:
        """The occupation of the most similar name by shared features alone: a baseline."""
        cosines = [self._ngrams.measure(self.words.read(title))[0] for title in titles]
        return [self.keys[int(row.argmax())] if row.any() else None for row in cosines]

    def none_probability(self, reading: Reading) -> float:
        """How likely it is that no occupation fits."""
        total = sum(self.weights.none[name] * value for name, value in reading.about.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def _match(self, reading: Reading, exact: tuple[str, str] | None, top: int) -> TitleMatch:
        scores, none = reading.shares, self.none_probability(reading)
        ranked = scores.argsort(kind="stable")[::-1][: max(top, 2)]
        listed = [(self.keys[n], float(scores[n])) for n in ranked]
        if exact:
            key, method = exact
            score = self.weights.exact[method]
            rest = [(other, s * (1 - score)) for other, s in listed if other != key]
            return _made(key, method, score, [(key, score), *rest], top)
        if not listed or none >= self.weights.threshold:
            return _made(None, "none", none, [(k, s * (1 - none)) for k, s in listed], top)
        listed = [(key, score * (1 - none)) for key, score in listed]
        return _made(listed[0][0], "ranker", listed[0][1], listed, top)


def _made(
    key: str | None, method: str, score: float, listed: list[tuple[str, float]], top: int
) -> TitleMatch:
    rest = [pair for pair in listed if pair[0] != key]
    other, other_score = rest[0] if rest else (None, 0.0)
    return TitleMatch(key, method, score, tuple(listed[:top]), other, other_score)


def _order(name: TitleName) -> tuple[str, str, str]:
    return name.text, name.occupation, name.method


def _log_softmax(values: Floats) -> Floats:
    import numpy as np

    if not values.shape[1]:
        return values
    lowered = values - values.max(axis=1, keepdims=True)
    lowered -= np.log(np.exp(lowered).sum(axis=1, keepdims=True))
    return np.asarray(lowered, np.float32)
