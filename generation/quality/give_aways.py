"""Can a matched resume be told from an unmatched one without the job description?

Each classifier sees single resumes and says which kind it is. Both resumes of a triple, and all
triples of one job description, are in the same fold of the cross-validation, so that half of the
answers are right by chance. A figure is the accuracy over all folds of the better of two models.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from generation.examples import Triple
from graph.errors import MissingExtra
from graph.keys import content_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 5
FEWEST = 20
"""Triples; with fewer the figures would say nothing."""

_LAYOUT = {
    "dash bullets": r"^[ \t]*[-–—][ \t]",
    "star bullets": r"^[ \t]*\*[ \t]",
    "dot bullets": r"^[ \t]*[•●▪◦‣·][ \t]",
    "numbers": r"^[ \t]*\d{1,2}[.)][ \t]",
    "hash headings": r"^[ \t]*#+[ \t]",
    "capital headings": r"^[A-Z][A-Z &/]{3,}:?[ \t]*$",
    "lines that end in a colon": r":[ \t]*$",
    "lines that end in a stop": r"\.[ \t]*$",
    "indented lines": r"^[ \t]+\S",
    "bold": r"\*\*",
    "bars": r"[|]",
    "commas": r",",
    "semicolons": r";",
    "brackets": r"[()]",
    "dashes": r"[-–—]",
    "stops": r"[.!?](?:\s|$)",
    "years": r"\b(?:19|20)\d\d\b",
    "digits": r"\d",
    "capitals": r"[A-Z]",
    "at signs": r"@",
}
_PATTERNS = tuple(re.compile(pattern, re.MULTILINE) for pattern in _LAYOUT.values())


@dataclass(frozen=True, slots=True)
class GiveAways:
    """Accuracies, matched against unmatched; `decisions` is the number of resumes told."""

    decisions: int
    characters: float
    words: float
    lines: float
    white_space: float
    layout: float
    bag_of_words: float


def required() -> None:
    """Ask for scikit-learn before the work begins.

    Raises:
        MissingExtra: it is not installed.
    """
    if find_spec("sklearn") is None:
        raise MissingExtra(
            "Scoring documents needs scikit-learn.",
            hint="Install it with: pip install skillgraph[quality]",
        )


def give_aways(triples: Sequence[Triple]) -> GiveAways | None:
    """The accuracies on some triples; None when there are fewer than `FEWEST` job descriptions."""
    jobs = [content_hash(triple.job_description.text) for triple in triples]
    if len(set(jobs)) < FEWEST:
        return None
    texts = [d.text for triple in triples for d in (triple.matched, triple.unmatched)]
    folds = _folds([job for job in jobs for _ in range(2)])
    return GiveAways(
        decisions=len(texts),
        characters=_of_figures(folds, [[len(text)] for text in texts]),
        words=_of_figures(folds, [[len(text.split())] for text in texts]),
        lines=_of_figures(folds, [[text.count("\n")] for text in texts]),
        white_space=_of_figures(folds, list(map(white_space, texts))),
        layout=_of_figures(folds, list(map(layout, texts))),
        bag_of_words=_of_words(folds, texts),
    )


def white_space(text: str) -> list[float]:
    """Figures of a text's blanks: at the ends, between lines, within lines."""
    return [
        len(text) - len(text.lstrip()),
        len(text) - len(text.rstrip()),
        text.count("\n\n"),
        text.count("\n\n\n"),
        text.count("  "),
        text.count("\t"),
        text.count("\r"),
        text.count("\u00a0"),
        sum(line != line.rstrip() for line in text.split("\n")),
        sum(map(str.isspace, text)) / max(len(text), 1),
    ]


def layout(text: str) -> list[float]:
    """Figures of how a text is set out: marks, headings, lengths of lines."""
    lines = [len(line) for line in text.split("\n") if line.strip()] or [0]
    counts = [len(pattern.findall(text)) for pattern in _PATTERNS]
    return [*counts, len(lines), sum(lines) / len(lines), max(lines), min(lines), lines[-1]]


def _folds(groups: Sequence[str]) -> list[tuple[Any, Any]]:
    from sklearn.model_selection import GroupKFold

    return list(GroupKFold(FOLDS).split(groups, groups=groups))


def _of_figures(folds: Sequence[tuple[Any, Any]], figures: Sequence[Sequence[float]]) -> float:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier

    table = np.array(figures, dtype=float)
    fewest = max(5, len(figures) // 100)
    tree = DecisionTreeClassifier(max_depth=3, min_samples_leaf=fewest, random_state=0)
    line = make_pipeline(StandardScaler(), LogisticRegression(solver="liblinear"))
    return max(_accuracy(model, folds, table) for model in (tree, line))


def _of_words(folds: Sequence[tuple[Any, Any]], texts: Sequence[str]) -> float:
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
    from sklearn.linear_model import LogisticRegression
    from sklearn.naive_bayes import MultinomialNB
    from sklearn.pipeline import make_pipeline

    # Which words occur at all is known before the folds are made; which kind they tell of is not.
    counter = CountVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"\w+")
    try:
        counts = counter.fit_transform(texts).astype(np.float64)
    except ValueError:  # no word occurs in two resumes: there is nothing to learn
        return 0.5
    line = make_pipeline(TfidfTransformer(), LogisticRegression(solver="liblinear", C=10))
    return max(_accuracy(model, folds, counts) for model in (MultinomialNB(), line))


def _accuracy(model: Any, folds: Sequence[tuple[Any, Any]], table: Any) -> float:
    import numpy as np

    kinds: NDArray[np.int64] = np.arange(table.shape[0]) % 2
    right = 0
    for learn, tell in folds:
        model.fit(table[learn], kinds[learn])
        right += int((model.predict(table[tell]) == kinds[tell]).sum())
    return right / len(kinds)
