"""The conditional random field itself: label sequences learned from feature rows, and read back.

The only module that knows `pycrfsuite` (CRFsuite: Okazaki 2007). A model is a value of bytes, the
same bytes for the same sequences in the same order.
"""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import StudentError
from students.features import FeatureRows
from students.spans import BEGIN, INSIDE, TokenSpan, decode

Progress = Callable[[str, int, int | None], None]
"""Called with a stage, the iterations done, and the most there will be."""

_ITERATION = re.compile(r"\*+ Iteration #(\d+)")


@dataclass(frozen=True, slots=True)
class CrfSettings:
    """How a model is trained.

    `c1` and `c2` weigh the L1 and L2 penalties; a feature seen fewer than `min_frequency` times is
    left out; `hidden_share` is the share of skills that each training document makes look unknown,
    `blurred_share` the share of single words; a sentence that repeats is used at most `repeats` times.
    """

    c1: float = 0.1
    c2: float = 0.02
    iterations: int = 60
    min_frequency: int = 2
    hidden_share: float = 0.4
    blurred_share: float = 0.15
    repeats: int = 3

    def as_dict(self) -> dict[str, float | int]:
        """The settings by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A span of tokens and the probability that it is one, in [0, 1]."""

    tokens: TokenSpan
    confidence: float


def train_model(
    sequences: Iterable[tuple[FeatureRows, list[str]]],
    settings: CrfSettings,
    progress: Progress | None = None,
) -> bytes:
    """Learn from (feature rows, labels) pairs. An exception raised by `progress` ends training."""
    import pycrfsuite

    class Reporting(pycrfsuite.Trainer):  # type: ignore[misc]
        def message(self, message: str) -> None:
            seen = _ITERATION.search(message)
            if seen and progress:
                progress("training", int(seen[1]), settings.iterations)

    trainer = Reporting(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.min_frequency,
            "feature.possible_transitions": True,
        }
    )
    for rows, labels in sequences:
        trainer.append(rows, labels)
    with tempfile.TemporaryDirectory(prefix="skillgraph-crf-") as folder:
        path = Path(folder) / "crf.model"
        trainer.train(str(path))
        return path.read_bytes()


class CrfModel:
    """A trained model, ready to label. Safe to share between threads."""

    def __init__(self, content: bytes) -> None:
        import pycrfsuite

        self.content = (
            content  # the tagger reads from these bytes: they must live as long as it does
        )
        self._tagger = pycrfsuite.Tagger()
        self._busy = threading.Lock()
        try:
            self._tagger.open_inmemory(content)
            self._labels = frozenset(self._tagger.labels())
        except ValueError:
            self._labels = frozenset()
        if BEGIN not in self._labels:
            raise StudentError(
                "The file is not a model of the crf student.", hint="Train the student again."
            )

    def spans(self, rows: FeatureRows) -> list[ScoredSpan]:
        """The most likely spans of a window.

        The confidence of a span is the least marginal probability among its labels, that of its end
        included: a span that may well go on is uncertain.
        """
        with self._busy:
            found = decode(self._tagger.tag(rows))
            return [ScoredSpan(span, self._confidence(span, len(rows))) for span in found]

    def _confidence(self, span: TokenSpan, length: int) -> float:
        least = self._marginal(BEGIN, span.start)
        for position in range(span.start + 1, span.end):
            least = min(least, self._marginal(INSIDE, position))
        if span.end < length:
            least = min(least, 1 - self._marginal(INSIDE, span.end))
        return float(min(max(least, 0.0), 1.0))

    def _marginal(self, label: str, position: int) -> float:
        return float(self._tagger.marginal(label, position)) if label in self._labels else 0.0
