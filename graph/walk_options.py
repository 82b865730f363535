"""How walkers move: the options of a walk, and the integers that follow from them.

A step goes from a node along one kind of edge, its hop, to a neighbour. Neighbour x has the weight

    w(x) ** (1 / temperature) * rarity(x) * bias(x)

    rarity(x) = (sum of w ** (1 / temperature) over the edges of x) ** -boost, of skills only
    bias(x)   = 1 / p where x is the node come from (0 with no_return, unless there is no other)
                1     where the walked graph has an edge from the node come from to x
                1 / q else

which is node2vec (Grover & Leskovec 2016, arXiv:1607.00653) where p and q are not 1. In a walk over
occupations and skills alone, nothing that can be reached is next to the node come from, so q only
sets how much p means; over related occupations all three cases occur.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from graph.errors import InvalidValue

MAX_LENGTH = 1_000
MAX_KINDS = 9
REQUIRES, REQUIRED_BY, RELATED = "requires", "required_by", "related"
SKILLS = "occupation-skill-occupation"
"""The metapath of a walk that nothing else is said of."""

_HOPS = {
    ("occupation", "skill"): REQUIRES,
    ("skill", "occupation"): REQUIRED_BY,
    ("occupation", "occupation"): RELATED,
}
_KINDS = {hop: kinds for kinds, hop in _HOPS.items()}
_INVERSE = {REQUIRES: REQUIRED_BY, REQUIRED_BY: REQUIRES, RELATED: RELATED}
_UNIT = 10_000
"""Biases are whole multiples of the largest over this, so that all engines agree on every sum."""


class Bias(NamedTuple):
    """Integer factors on the weights of the node come from, of nodes next to it, of all others.

    `beside` says whether the second differs from the third and can occur.
    """

    back: int
    near: int
    far: int
    beside: bool


@dataclass(frozen=True, slots=True)
class WalkOptions:
    """How walkers move; see the module for the formula.

    Args:
        length: steps after the start.
        temperature: below 1 strong edges win more often, above 1 weak ones do.
        restart: chance, before each step, to jump back to the start instead.
        no_return: never go straight back to the node one came from, unless there is no other.
        p: of node2vec, .05 to 20: above 1 walkers go back less often; needs `no_return=False`.
        q: of node2vec, .05 to 20: above 1 walkers stay near the node they came from.
        metapath: kinds of nodes in turn, again and again; begins and ends with `occupation`. Two in a
            row lead over `NEAR` edges, by 1 - cost; an occupation that has none stays for that step.
        boost: long tail, 0 to 1. At 0 walkers visit skills in proportion to all their weight, at 1
            they would in the long run visit all alike: what is rarely sampled weighs more.
        as_of: ISO day. Edges and weights are those that `occupation_skills` gives as of that day:
            shares of the postings seen by then. `NEAR` edges have no day and stay those of now.

    Raises:
        InvalidValue: an option lies outside what is allowed.
    """

    length: int = 6
    temperature: float = 1.0
    restart: float = 0.0
    no_return: bool = True
    p: float = 1.0
    q: float = 1.0
    metapath: str = SKILLS
    boost: float = 0.0
    as_of: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.length <= MAX_LENGTH:
            raise InvalidValue(f"The length of a walk is 1 to {MAX_LENGTH}, not {self.length}.")
        if not 0.05 <= self.temperature <= 20:
            raise InvalidValue(f"The temperature is 0.05 to 20, not {self.temperature:g}.")
        if not 0 <= self.restart < 1:
            raise InvalidValue(f"The chance of a restart is 0 to below 1, not {self.restart:g}.")
        if not 0 <= self.boost <= 1:
            raise InvalidValue(f"The boost is 0 to 1, not {self.boost:g}.")
        self._check_bias()
        _check_metapath(self.metapath)
        _check_day(self.as_of)

    def _check_bias(self) -> None:
        for name, value in (("p", self.p), ("q", self.q)):
            if not 0.05 <= value <= 20:
                raise InvalidValue(f"{name} is 0.05 to 20, not {value:g}.")
        if self.no_return and self.p != 1:
            raise InvalidValue(
                "p says how often walkers go straight back, and no_return that they never do.",
                hint="Give one of them.",
            )

    @property
    def hops(self) -> tuple[str, ...]:
        """The kind of edge of each step until the metapath begins again."""
        return tuple(_HOPS[pair] for pair in pairwise(self.metapath.split("-")))

    @property
    def bias(self) -> Bias:
        """The factors of p, q and no_return, without common divisors."""
        largest = max(1 / self.p, 1.0, 1 / self.q)
        back = 0 if self.no_return else round(_UNIT / self.p / largest)
        near, far = round(_UNIT / largest), round(_UNIT / self.q / largest)
        beside = near != far and RELATED in self.hops
        common = math.gcd(back, near, far) if beside else math.gcd(back, far)
        return Bias(back // common, near // common, far // common, beside)


def is_inverse(hop: str, before: str) -> bool:
    """Whether a hop may lead back to where the hop before it came from."""
    return hop == _INVERSE[before]


def between(before: str, hop: str) -> str:
    """The hop that joins where the hop before began to where this one ends; empty if none does."""
    return _HOPS.get((_KINDS[before][0], _KINDS[hop][1]), "")


def _check_metapath(metapath: str) -> None:
    kinds = metapath.split("-")
    ends = kinds[0] == kinds[-1] == "occupation"
    known = len(kinds) > 1 and all(pair in _HOPS for pair in pairwise(kinds))
    if not (ends and known and len(kinds) <= MAX_KINDS):
        raise InvalidValue(
            f"{metapath!r} is not a metapath.",
            hint=f"Write {SKILLS} or occupation-occupation-skill-occupation: it begins and ends"
            f" with occupation, no two skills follow each other, and it has {MAX_KINDS} at most.",
        )


def _check_day(day: str | None) -> None:
    if day is None:
        return
    try:
        # Days are compared as text, so only the one way to write them may pass.
        right = bool(re.fullmatch(r"\d{4}-\d\d-\d\d", day) and date.fromisoformat(day))
    except ValueError:
        right = False
    if not right:
        raise InvalidValue(f"{day!r} is not a day that exists.", hint="Write it as 2026-11-21.")
