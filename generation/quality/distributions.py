"""How many occupations, skills, years and words triples have, beside the released RJDB data.

Each distribution is tested against the published figure: shares by chi-square, means by z with the
spread of the triples themselves. What is published is rounded, so that only what goes beyond the
rounding counts as a difference; p >= .05 is called within sampling error.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generation.examples import Triple

SHARES: Mapping[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "occupations": (("1", "2", "3", "4", "5", "6-9"), (0.27, 0.32, 0.21, 0.12, 0.05, 0.03)),
    "removed_skills": (("1", "2", "3"), (0.37, 0.34, 0.29)),
    "experience_change": (("shortened", "dropped", "none"), (0.54, 0.34, 0.12)),
    "years": (("1", "2", "3", "4", "5"), (0.2,) * 5),
}
"""Name -> kinds and their shares in RJDB; years are those of single occupations."""

MEANS: Mapping[str, tuple[float, float]] = {
    "skills": (6.4, 0.05),
    "skills_of_one_occupation": (5.4, 0.05),
    "skills_of_four_occupations": (7.5, 0.05),
    "words_job_description": (180, 0.5),
    "words_matched": (99, 0.5),
    "words_unmatched": (85, 0.5),
}
"""Name -> mean in RJDB, and half of what it is rounded to."""

_ROUNDED = 0.005
_LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Tested:
    """A distribution beside the published one: shares by kind, or a mean alone."""

    observed: dict[str, float]
    published: dict[str, float]
    count: int
    test: str
    p: float
    within: bool


@dataclass(slots=True)
class _Moments:
    """Count, sum and sum of squares: enough for a mean and its error."""

    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, value: float) -> None:
        self.count += 1
        self.total += value
        self.squares += value * value

    @property
    def mean(self) -> float:
        return self.total / self.count

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        spread = max(0.0, self.squares / self.count - self.mean**2)
        return math.sqrt(spread / max(1, self.count - 1))


@dataclass(slots=True)
class Distributions:
    """Counts over triples, added one at a time."""

    shares: dict[str, Counter[str]] = field(
        default_factory=lambda: {name: Counter() for name in SHARES}
    )
    means: dict[str, _Moments] = field(default_factory=lambda: {name: _Moments() for name in MEANS})
    triples: int = 0
    contiguous: int = 0
    """Triples whose experiences follow on each other without a gap, newest first."""

    def add(self, triple: Triple) -> None:
        """Count one triple."""
        context = triple.context
        number = len(context.experiences)
        self.triples += 1
        self.shares["occupations"][str(number) if number < 6 else "6-9"] += 1
        self.shares["removed_skills"][str(len(context.filtered.skills))] += 1
        self.shares["experience_change"][context.filtered.experience_change] += 1
        self.shares["years"].update(str(job.years) for job in context.experiences)
        jobs = context.experiences
        self.contiguous += all(b.end == a.start for a, b in itertools.pairwise(jobs))
        for name, value in _numbers(triple):
            self.means[name].add(value)

    def observed(self) -> Iterator[tuple[str, dict[str, float], dict[str, float]]]:
        """Name, what was counted and what was published of every distribution that has a count."""
        for name, counts in self.shares.items():
            if counts:
                yield name, _shares(counts), dict(zip(*SHARES[name], strict=True))
        for name, moments in self.means.items():
            if moments.count:
                yield name, {"mean": moments.mean}, {"mean": MEANS[name][0]}

    def tested(self) -> dict[str, Tested]:
        """Every distribution that has a count, with its test.

        Raises:
            MissingExtra: scipy, which comes with scikit-learn, is not installed.
        """
        found = {name: _chi_square(name, counts) for name, counts in self.shares.items() if counts}
        return found | {name: _z(name, m) for name, m in self.means.items() if m.count}


def _numbers(triple: Triple) -> Iterator[tuple[str, float]]:
    skills, jobs = len(triple.context.skills), len(triple.context.experiences)
    yield "skills", skills
    if jobs == 1:
        yield "skills_of_one_occupation", skills
    if jobs == 4:
        yield "skills_of_four_occupations", skills
    names = ("words_job_description", "words_matched", "words_unmatched")
    for name, document in zip(names, triple.documents(), strict=True):
        yield name, len(document.text.split())


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {kind: count / total for kind, count in sorted(counts.items())}


def _chi_square(name: str, counts: Mapping[str, int]) -> Tested:
    from scipy.stats import chi2

    kinds, published = SHARES[name]
    total = sum(counts.values())
    observed = [counts.get(kind, 0) / total for kind in kinds]
    strange = total - sum(counts.get(kind, 0) for kind in kinds)
    expected = _nearest(observed, published)
    statistic = total * sum((o - e) ** 2 / e for o, e in zip(observed, expected, strict=True))
    # A number that never occurs in RJDB cannot be explained by sampling.
    p = 0.0 if strange else float(chi2.sf(statistic, len(kinds) - 1))
    return Tested(
        observed=_shares(counts),
        published=dict(zip(kinds, published, strict=True)),
        count=total,
        test="chi-square",
        p=p,
        within=p >= _LEVEL,
    )


def _nearest(observed: Sequence[float], published: Sequence[float]) -> list[float]:
    """The shares nearest to what was observed that would be published as these."""
    near = [
        min(max(o, p - _ROUNDED), p + _ROUNDED) for o, p in zip(observed, published, strict=True)
    ]
    return [share / sum(near) for share in near]


def _z(name: str, moments: _Moments) -> Tested:
    published, rounded = MEANS[name]
    beyond = max(0.0, abs(moments.mean - published) - rounded)
    z = beyond / moments.error if moments.error else (math.inf if beyond else 0.0)
    p = math.erfc(z / math.sqrt(2))
    mean = {"mean": moments.mean}
    return Tested(mean, {"mean": published}, moments.count, "z", p, p >= _LEVEL)
