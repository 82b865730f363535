"""The same walks over arrays: the fast path, and the check on the Cypher one.

`WalkArrays.sample` gives walks identical to `graph.walks.sample` for the same seed, graph and
options; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.array_steps import ArrayWalkers
from graph.errors import InvalidValue
from graph.records import Walk
from graph.store import Store
from graph.walk_options import RELATED, Bias, WalkOptions
from graph.walk_rows import Rows, WalkEdges, read_edges
from graph.walks import Place, Trace, draws, not_walkable, to_walks

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

_TOGETHER = 32_768
"""Walkers moved at once: what a step of them needs stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class WalkArrays:
    """A walkable graph as compressed rows (`graph.walk_rows.Rows`) and a guide to each of them.

    `keys` are those of the numbered places, occupations before skills; `base` what all rows before
    each weigh; `options` those whose temperature, boost, metapath and day the rows were made for.
    """

    keys: list[str]
    rows: Rows
    base: Integers
    guide: Integers
    options: WalkOptions
    version: str = ""

    @classmethod
    def export(cls, store: Store, options: WalkOptions | float = 1.0) -> WalkArrays:
        """The graph's walkable edges as arrays.

        Args:
            options: what the walks will be; a number is a temperature, all else as usual.

        Raises:
            NotFound: there are none.
        """
        if not isinstance(options, WalkOptions):
            options = WalkOptions(temperature=options)
        return cls.of(read_edges(store, options), options)

    @classmethod
    def of(cls, edges: WalkEdges, options: WalkOptions | None = None) -> WalkArrays:
        """Arrays over edges."""
        import numpy as np

        options = options or WalkOptions()
        rows = Rows.of(edges, options.temperature, options.boost)
        keys = [*edges.occupations, *edges.skills]
        guide = rows.guide(np.diff(rows.first))
        return cls(keys, rows, rows.sums[rows.first], guide, options, edges.version)

    def trace(self, starts: Integers, numbers: Floats, options: WalkOptions) -> Trace:
        """Walk from numbered occupations.

        Args:
            starts: node numbers, shape (walkers,).
            numbers: uniform draws in [0, 1), shape (walkers, length, 2): restart, pick.
            options: how walkers move; what the arrays were made for must be the same.
        """
        import numpy as np

        self._check(options)
        # By step first, so that what a step writes lies together.
        nodes = np.empty((options.length + 1, len(starts)), dtype=np.int64)
        restarted = np.zeros(nodes.shape, dtype=np.bool_)
        for low in range(0, len(starts), _TOGETHER):
            part = slice(low, low + _TOGETHER)
            walkers = ArrayWalkers(self, starts[part], options)
            nodes[0, part] = starts[part]
            for step in range(options.length):
                walkers.move(numbers[part, step])
                nodes[step + 1, part] = walkers.here
                restarted[step + 1, part] = walkers.jumped
        return Trace(nodes.T, restarted.T)

    def sample(
        self,
        store: Store,
        starts: Sequence[str],
        *,
        seed: int,
        options: WalkOptions | None = None,
        first: int = 0,
    ) -> list[Walk]:
        """Walks identical to `graph.walks.sample`; the store gives display names.

        Raises:
            NotFound: a start is not walkable.
            InvalidValue: the arrays were made for other options.
        """
        import numpy as np

        options = options or self.options
        number = {key: i for i, key in enumerate(self.keys[: self.rows.occupations])}
        missing = [s for s in starts if s not in number]
        if missing:
            raise not_walkable(missing[0])
        numbers = draws(seed, len(starts), options.length, first)
        begin = np.array([number[s] for s in starts], dtype=np.int64)
        trace = self.trace(begin, numbers, options)
        places = {n: self._place(n) for n in np.unique(trace.numbers).tolist()}
        return to_walks(
            store,
            trace,
            places,
            numbers,
            seed=seed,
            options=options,
            version=self.version,
            first=first,
        )

    def pick(self, rows: Integers, back: Integers | None, drawn: Floats, bias: Bias) -> Integers:
        """The entry that each draw picks from its row: the first whose running sum is above it.

        Args:
            rows: shape (walkers,).
            back: the entries that lead back to where walkers came from, or -1; None for no bias.
            drawn: uniform in [0, 1).
            bias: factors on the weight of that entry and of all others.
        """
        import numpy as np

        low, base = self.rows.first[rows], self.base[rows]
        size, total = self.rows.first[rows + 1] - low, self.base[rows + 1] - base
        if back is None:
            spot = (drawn * total).astype(np.int64)
        else:
            spot = self._spot(base, total, np.where(size > 1, back, -1), drawn, bias)
        bucket = low + spot * size // total
        spot += base
        return self._settle(self.guide[bucket], self.guide[bucket + 1], spot)

    def _spot(
        self, base: Integers, total: Integers, back: Integers, drawn: Floats, bias: Bias
    ) -> Integers:
        """Whole numbers below the rows' sums, where the entries that lead back weigh differently."""
        import numpy as np

        known = back >= 0
        under = self.rows.sums[back]
        gap = np.where(known, self.rows.sums[back + 1] - under, 0)
        under = np.where(known, under - base, 0)
        place = (drawn * (bias.far * (total - gap) + bias.back * gap)).astype(np.int64)
        if bias.far == 1 and not bias.back:
            past: Integers = place + np.where(place < under, 0, gap)
            return past
        below, inside = bias.far * under, bias.back * gap
        after = (place - inside) // bias.far + gap
        spot = np.where(place < below + inside, under, after)
        found: Integers = np.where(place < below, place // bias.far, spot)
        return found

    def _settle(self, low: Integers, high: Integers, spot: Integers) -> Integers:
        """The first entry in [low, high] of each walker with a running sum above its spot."""
        import numpy as np

        open_ = np.flatnonzero(low < high)
        left, right, wanted = low[open_], high[open_], spot[open_]
        while len(open_):
            middle = (left + right) >> 1
            under = self.rows.sums[middle + 1] <= wanted
            left = np.where(under, middle + 1, left)
            right = np.where(under, right, middle)
            low[open_] = left
            more = left < right
            open_, left, right, wanted = open_[more], left[more], right[more], wanted[more]
        return low

    def _place(self, number: int) -> Place:
        return Place("occupation" if number < self.rows.occupations else "skill", self.keys[number])

    def _check(self, options: WalkOptions) -> None:
        for name in ("temperature", "boost", "as_of"):
            if getattr(options, name) != getattr(self.options, name):
                raise InvalidValue(f"These arrays were made for another {name}.")
        if RELATED in options.hops and RELATED not in self.options.hops:
            raise InvalidValue("These arrays were made without related occupations.")
