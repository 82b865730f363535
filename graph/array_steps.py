"""Walkers that move over arrays: what `graph.walk_steps` does in Cypher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.walk_beside import pick_beside
from graph.walk_options import RELATED, WalkOptions, is_inverse

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from graph.arrays import WalkArrays

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


class ArrayWalkers:
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
