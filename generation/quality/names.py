"""Are invented names balanced, and do they tell nothing of skills and of the match?

A name stands for an origin and a gender, both told by its first part. Names are to be drawn apart from
all else: then the same names, dealt out to the same triples in another way, are as likely as what is
there. That is what everything is tested against, at 5 %:

- *even*: origins, and genders, have equal shares (chi-square).
- *one skill*: Pearson's chi-square of having it against each group, where five or more are expected in
  every cell (Cochran 1954). Of the many skills, those are named that are left when false discoveries
  are held down by Benjamini and Yekutieli 2001, which allows for skills that come in company.
- *all skills*, rare ones too: the sum of their chi-squares, against the sums with the names shuffled
  over the triples; p is (1 + as high) / (1 + shuffles) (Phipson and Smyth 2010).
- *label*: how often groups are named in matched and in unmatched resumes, against swapping the two
  names of a triple by chance. Where both resumes name the same person nothing can be told: p is 1.

A triple counts once, with its matched resume: to count both, which share a person and most skills,
would make chance look like dependence.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from generation.examples import Triple
from generation.people import GENDERS, ORIGINS, Named, named_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

COMMON = 0.1
"""Share of triples with an invented name from which on a file has such names.

A few are called so in any file: 5 of 1,000 resumes among the released RJDB rows.
"""
EXPECTED = 5
LEVEL = 0.05
SHUFFLES = 199
SEED = 0
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a difference so large is by chance alone; None where there are too few names."""

    p: float | None
    within: bool | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A skill that goes with names: of which group, and how many times as often as expected."""

    skill: str
    group: str
    times: float


@dataclass(frozen=True, slots=True)
class ByGroup:
    """Names by origin or by gender: shares of the groups, and the tests."""

    shares: dict[str, float]
    even: Chance
    skills_tested: int
    skills_linked: int
    most_linked: list[Linked]
    all_skills: Chance
    label: Chance


@dataclass(frozen=True, slots=True)
class Names:
    """Figures of a file with invented names.

    `found` counts the triples with one in the matched resume; `both` those with one in each resume,
    `same` those of them where it is the same name.
    """

    found: int
    both: int
    same: int
    origin: ByGroup
    gender: ByGroup


class NameCounts:
    """Takes triples one after another."""

    def __init__(self) -> None:
        self._triples = 0
        self._people: list[Named] = []
        self._pairs: list[tuple[Named, Named]] = []
        self._skills: dict[str, int] = {}
        self._called: list[str] = []
        # Each skill of each resume: whose it is, and which.
        self._whose, self._which = array("q"), array("q")

    def add(self, triple: Triple) -> None:
        """Count one triple."""
        self._triples += 1
        person, other = (named_in(d.text) for d in (triple.matched, triple.unmatched))
        if person is None:
            return
        names = {skill.key: skill.name for skill in triple.context.skills}
        for key, name in names.items():
            if key not in self._skills:
                self._skills[key] = len(self._called)
                self._called.append(name)
            self._whose.append(len(self._people))
            self._which.append(self._skills[key])
        self._people.append(person)
        if other is not None:
            self._pairs.append((person, other))

    def tested(self) -> Names | None:
        """The figures; None when hardly anybody has a name that was invented here.

        Raises:
            MissingExtra: scipy, which comes with scikit-learn, is not installed.
        """
        if len(self._people) < max(1, COMMON * self._triples):
            return None
        return Names(
            found=len(self._people),
            both=len(self._pairs),
            same=sum(one.name == other.name for one, other in self._pairs),
            origin=self._by(ORIGINS, attrgetter("origin")),
            gender=self._by(GENDERS, attrgetter("gender")),
        )

    def _by(self, groups: Sequence[str], group: Callable[[Named], str]) -> ByGroup:
        sizes = Counter(map(group, self._people))
        # Nothing can go with a group that nobody is of.
        held = [name for name in groups if sizes[name]]
        table = _Skills(self._whose, self._which, [held.index(group(p)) for p in self._people])
        tested, linked = table.linked()
        return ByGroup(
            shares={name: sizes[name] / len(self._people) for name in groups},
            even=_even([sizes[name] for name in groups]),
            skills_tested=tested,
            skills_linked=len(linked),
            most_linked=[
                Linked(self._called[skill], held[at], times)
                for skill, at, times in linked[:MOST_NAMED]
            ],
            all_skills=table.together(),
            label=_label([(group(one), group(other)) for one, other in self._pairs], groups),
        )


class _Skills:
    """Skills against groups.

    Args:
        whose: a resume for each skill that it has.
        which: that skill.
        of: the group of each resume; all groups up to the highest are there.
    """

    def __init__(self, whose: Sequence[int], which: Sequence[int], of: Sequence[int]) -> None:
        import numpy as np

        self._whose, self._which, self._of = np.array(whose), np.array(which), np.array(of)
        self._sizes = np.bincount(self._of)
        self._expected = np.outer(np.bincount(self._which), self._sizes / len(self._of))
        self._lacking = self._sizes - self._expected

    def _counts(self, of: Ints) -> Ints:
        """How often each skill stands beside each group."""
        import numpy as np

        cells = self._which * len(self._sizes) + of[self._whose]
        return np.bincount(cells, minlength=self._expected.size).reshape(self._expected.shape)

    def linked(self) -> tuple[int, list[tuple[int, int, float]]]:
        """How many skills could be tested; skill, group and times of those linked, surest first."""
        import numpy as np
        from scipy.stats import chi2

        fewest = np.minimum(self._expected, self._lacking).min(axis=1)
        fit = np.flatnonzero(fewest >= EXPECTED) if len(self._sizes) > 1 else np.arange(0)
        counts, expected = self._counts(self._of)[fit], self._expected[fit]
        away, times = (counts - expected) ** 2, counts / expected
        statistics = (away / expected + away / self._lacking[fit]).sum(axis=1)
        found = _discoveries(chi2.sf(statistics, len(self._sizes) - 1))
        return len(fit), [
            (int(fit[at]), int(times[at].argmax()), float(times[at].max())) for at in found
        ]

    def together(self) -> Chance:
        """All skills at once, by shuffling the groups over the resumes."""
        import numpy as np

        rng = np.random.default_rng(SEED)

        def distance(of: Ints) -> float:
            return float(((self._counts(of) - self._expected) ** 2 / self._expected).sum())

        return _shuffled(distance(self._of), lambda: distance(rng.permutation(self._of)))


def _discoveries(p: Floats) -> Ints:
    """Which of many tests say something, surest first (Benjamini and Yekutieli)."""
    import numpy as np

    order, ranks = np.argsort(p, kind="stable"), np.arange(1, len(p) + 1)
    below = np.flatnonzero(p[order] <= LEVEL * ranks / (len(p) * (1 / ranks).sum()))
    return order[: below[-1] + 1] if len(below) else order[:0]


def _even(sizes: Sequence[int]) -> Chance:
    from scipy.stats import chi2

    expected = sum(sizes) / len(sizes)
    if expected < EXPECTED:
        return Chance(None, None)
    return _chance(chi2.sf(sum((n - expected) ** 2 / expected for n in sizes), len(sizes) - 1))


def _label(pairs: Sequence[tuple[str, str]], groups: Sequence[str]) -> Chance:
    """Groups of matched and of unmatched resumes; only pairs of two groups can tell anything."""
    import numpy as np

    unlike = [(groups.index(one), groups.index(other)) for one, other in pairs if one != other]
    if not unlike:
        return _chance(1.0) if pairs else Chance(None, None)
    one, other = np.eye(len(groups))[np.array(unlike)].transpose(1, 0, 2)
    away, rng = one - other, np.random.default_rng(SEED)

    def distance(signs: Floats) -> float:
        return float(((signs @ away) ** 2).sum())

    return _shuffled(
        distance(np.ones(len(away))), lambda: distance(rng.choice((-1.0, 1.0), len(away)))
    )


def _shuffled(seen: float, draw: Callable[[], float]) -> Chance:
    # Sums of the same numbers in another order differ in their last digits.
    as_high = sum(draw() >= seen * (1 - 1e-9) for _ in range(SHUFFLES))
    return _chance((1 + as_high) / (1 + SHUFFLES))


def _chance(p: Any) -> Chance:
    return Chance(float(p), bool(p >= LEVEL))
