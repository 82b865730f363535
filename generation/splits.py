"""Training and test triples that share no occupation.

A triple names several occupations, so some triples straddle any cut; they are left out of both
sides. Occupations are held out one after another so that few straddle.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from generation.examples import Triple
from graph.errors import InvalidValue

Side = Literal["train", "validation", "test", "straddling"]


class _Sides(NamedTuple):
    train: tuple[Triple, ...]
    test: tuple[Triple, ...]


class Split(_Sides):
    """Training and test triples; `dropped` counts those with occupations on both sides."""

    dropped: int = 0


def split_by_occupation(triples: Sequence[Triple], held_out: float = 0.25, seed: int = 0) -> Split:
    """Split so that no occupation of a test triple occurs in training.

    Args:
        triples: in any order; both sides keep it.
        held_out: share of the kept triples that the test side should have, above 0, below 1.
        seed: other seeds hold out other occupations.

    Raises:
        InvalidValue: the share is not between 0 and 1.
    """
    if not 0 < held_out < 1:
        raise InvalidValue(f"The held-out share lies between 0 and 1, not at {held_out:g}.")
    kept = _HeldOut([frozenset(t.context.occupations) for t in triples], seed)
    kept.grow(held_out)
    sides = [len(occupations - kept.chosen) for occupations in kept.sets]
    train = tuple(
        t for t, out, all_ in zip(triples, sides, kept.sets, strict=True) if out == len(all_)
    )
    test = tuple(t for t, out in zip(triples, sides, strict=True) if out == 0)
    split = Split(train, test)
    split.dropped = len(triples) - len(train) - len(test)
    return split


def sides(
    occupations: Sequence[frozenset[str]],
    *,
    validation: float = 0.1,
    test: float = 0.1,
    seed: int = 0,
) -> list[Side]:
    """The side of each triple, so that no occupation is on two of the first three.

    Args:
        occupations: of each triple.
        validation: share of the triples on a side that validation should have.
        test: as for validation.
        seed: other seeds hold out other occupations.

    Returns:
        A side each; `straddling` triples have occupations of several sides.
    """
    tested = _HeldOut(occupations, seed)
    tested.grow(test)
    left = [at for at, of in enumerate(occupations) if not of & tested.chosen]
    validated = _HeldOut([occupations[at] for at in left], seed + 1)
    if left:
        validated.grow(validation / (1 - test))

    def side(of: frozenset[str]) -> Side:
        if of <= tested.chosen:
            return "test"
        if of <= validated.chosen:
            return "validation"
        return "straddling" if of & (tested.chosen | validated.chosen) else "train"

    return [side(of) for of in occupations]


class _HeldOut:
    """Grows the set of held-out occupations greedily: most new test triples for fewest dropped."""

    def __init__(self, sets: Sequence[frozenset[str]], seed: int) -> None:
        self.sets = sets
        self.chosen: set[str] = set()
        self._missing = [len(occupations) for occupations in sets]
        self._triples: dict[str, list[int]] = defaultdict(list)
        for number, occupations in enumerate(sets):
            for occupation in occupations:
                self._triples[occupation].append(number)
        # Per occupation: triples that it would bring to the test side, triples that it would take
        # from training, and those of them that name nothing else.
        self._gain = {o: sum(len(sets[t]) == 1 for t in ts) for o, ts in self._triples.items()}
        self._touched = {o: len(ts) for o, ts in self._triples.items()}
        self._alone = dict(self._gain)
        names = sorted(self._triples)
        random.Random(f"split:{seed}").shuffle(names)
        # Only every other occupation is tried at first, so the test side is not just the tail.
        self._order = names[: (len(names) + 1) // 2], names[(len(names) + 1) // 2 :]
        self.test, self.train = 0, len(sets)

    def grow(self, share: float) -> None:
        """Hold out occupations until the test side has its share; training keeps at least one."""
        for candidates in self._order:
            left = list(candidates)
            while left and self.test < share * (self.test + self.train):
                best = max(left, key=self._worth)
                left.remove(best)
                if self._touched[best] < self.train:
                    self._hold_out(best)

    def _worth(self, occupation: str) -> float:
        lost = self._touched[occupation] - self._alone[occupation]
        return (self._gain[occupation] + 0.1) / (lost + 1)

    def _hold_out(self, occupation: str) -> None:
        self.train -= self._touched[occupation]
        self.test += self._gain[occupation]
        self.chosen.add(occupation)
        for triple in self._triples[occupation]:
            others = self.sets[triple]
            if self._missing[triple] == len(others):
                for other in others:
                    self._touched[other] -= 1
            self._missing[triple] -= 1
            if self._missing[triple] == 1:
                self._gain[next(iter(others - self.chosen))] += 1
