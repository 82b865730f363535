"""The same walks over arrays: the fast path, and the check on the Cypher one.

`WalkArrays.sample` gives walks identical to `graph.walks.sample` for the same seed, graph and
options; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InvalidValue
from graph.records import Walk
from graph.store import Store
from graph.walk_beside import pick_beside
from graph.walk_options import RELATED, Bias, WalkOptions, is_inverse
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
            walkers = _Walkers(self, starts[part], options)
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


class _Walkers:
    """Walkers on their way: where each stands, came from (or -1), and by which entry (or -1)."""

    def __init__(self, arrays: WalkArrays, starts: Integers, options: WalkOptions) -> None:
        import numpy as np

        self._arrays = arrays
        self._restart = options.restart
        self._bias = options.bias
        self._by_hop = _Hops(options, arrays.rows.nodes) if RELATED in options.hops else None
        self._start = starts
        self.here = starts
        self._before = np.full(len(starts), -1, dtype=np.int64)
        self._entry = self._before
        self._phase = np.zeros(len(starts), dtype=np.int64)
        self.jumped = np.zeros(len(starts), dtype=np.bool_)

    def move(self, numbers: Floats) -> None:
        """One step; the draws of it have the shape (walkers, 2)."""
        import numpy as np

        rows, back = self.here, self._back()
        if self._by_hop is not None:
            rows = rows + self._by_hop.offset(self._phase)
        entry = self._pick(rows, back, numbers[:, 1])
        reached, before = self._arrays.rows.ends[entry], self.here
        self._phase = self._phase + 1
        if self._restart:
            self.jumped = (numbers[:, 0] < self._restart) & (self.here != self._start)
            reached = np.where(self.jumped, self._start, reached)
            entry, before = np.where(self.jumped, -1, (entry, before))
            self._phase[self.jumped] = 0
        self.here, self._entry, self._before = reached, entry, before

    def _back(self) -> Integers | None:
        """The entries that lead back to where each came from, or -1; None where it is all the same."""
        import numpy as np

        if self._bias.back == self._bias.far and not self._bias.beside:
            return None
        known = self._entry >= 0
        if self._by_hop is not None:
            known &= self._by_hop.returns(self._phase)
        return np.where(known, self._arrays.rows.partner[self._entry], -1)

    def _pick(self, rows: Integers, back: Integers | None, drawn: Floats) -> Integers:
        """The entries that the draws pick from rows."""
        import numpy as np

        if back is None or not self._bias.beside:
            return self._arrays.pick(rows, back, drawn, self._bias)
        picked = self._arrays.pick(rows, None, drawn, self._bias)
        later = np.flatnonzero(self._before >= 0)
        given = (rows[later], back[later], self._before[later], drawn[later])
        picked[later] = pick_beside(self._arrays.rows, *given, bias=self._bias)
        return picked


class _Hops:
    """Which hop comes at which step of a metapath with related occupations."""

    def __init__(self, options: WalkOptions, nodes: int) -> None:
        import numpy as np

        hops = options.hops
        before = [hops[at - 1] for at in range(len(hops))]
        self._offset = np.array([nodes if hop == RELATED else 0 for hop in hops])
        self._returns = np.array([is_inverse(*pair) for pair in zip(hops, before, strict=True)])

    def offset(self, phase: Integers) -> Integers:
        """How far the row of the next hop is from the number of the place."""
        found: Integers = self._offset[phase % len(self._offset)]
        return found

    def returns(self, phase: Integers) -> npt.NDArray[np.bool_]:
        """Whether the next hop may lead back."""
        found: npt.NDArray[np.bool_] = self._returns[phase % len(self._returns)]
        return found
