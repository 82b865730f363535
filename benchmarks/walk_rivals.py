"""Other samplers over the same edges in memory: fastnode2vec, and alias tables in compiled code.

Both need packages that `make bench-setup` installs (fastnode2vec, numba).
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.walk_rows import Column, Rows, WalkEdges

if TYPE_CHECKING:
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]


def installed() -> bool:
    """Whether the packages are there."""
    return find_spec("fastnode2vec") is not None


def synthetic(edges: int, seed: int = 7) -> WalkEdges:
    """A random graph of about so many edges, 200 for each occupation, some skills in far more.

    Weights are uniform over (0, 1]. A hub has a few thousand edges.
    """
    rng = np.random.default_rng(seed)
    occupations, skills = max(1, edges // 200), max(1, edges // 50)
    starts = np.arange(edges) % occupations
    ends = (rng.random(edges) ** 2 * skills).astype(np.int64)
    codes = np.sort(starts * skills + ends)
    starts, ends = np.divmod(codes[np.diff(codes, prepend=-1) > 0], skills)
    # Numbers without a gap: a skill has at least one edge.
    used = np.zeros(skills, dtype=np.bool_)
    used[ends] = True
    ends = (np.cumsum(used) - 1)[ends]
    weights = 1.0 - rng.random(len(starts))
    names = [f"o{n}" for n in range(occupations)], [f"s{n}" for n in range(used.sum())]
    return WalkEdges(*names, Column(starts, ends, weights))


class FastNode2Vec:
    """The package's `Graph` over the same edges.

    It reads edges as tuples, one by one; here its arrays are filled in as its constructor would, so
    that the time of that is not held against it.
    """

    def __init__(self, edges: WalkEdges) -> None:
        from fastnode2vec import graph
        from scipy.sparse import csr_matrix

        first, nodes = len(edges.occupations), len(edges.occupations) + len(edges.skills)
        column = edges.requires
        ends = (column.starts, column.ends + first)
        both = (np.concatenate(ends), np.concatenate(ends[::-1]))
        weights = np.tile(column.weights, 2)
        matrix = csr_matrix((weights, both), shape=(nodes, nodes))
        matrix.sort_indices()
        self._graph: Any = graph.Graph.__new__(graph.Graph)
        self._graph.weighted = True
        self._graph.indptr, self._graph.indices = matrix.indptr, matrix.indices
        shares = matrix.data / np.asarray(matrix.sum(axis=1)).ravel().repeat(np.diff(matrix.indptr))
        self._graph.data = graph._csr_row_cumsum(matrix.indptr, shares)
        self._graph.node_names = np.arange(nodes)

    def walk(self, starts: list[int], length: int, p: float, q: float) -> list[list[int]]:
        """A walk from each start, as the package makes them."""
        walk = self._graph.generate_random_walk
        return [walk(length + 1, p, q, start) for start in starts]


class CompiledAlias:
    """Vose's alias tables over the same rows, walkers moved step by step in compiled code.

    A step moves all walkers of a block, as numpy does, and chooses without a branch: so the processor
    fetches what several of them need at once. Walker after walker it is several times slower.
    """

    def __init__(self, rows: Rows) -> None:
        self._make, self._walk = _compiled()
        weights = np.diff(rows.sums).astype(np.float64)
        self._first = rows.first
        keep, other = self._make(rows.first, weights)
        self._keep = keep.astype(np.float32)
        # The two ends of an entry lie side by side: they are fetched together.
        self._ends = np.stack([rows.ends, rows.ends[other]], axis=1).astype(np.int32)

    def walk(self, starts: Integers, length: int, seed: int) -> Integers:
        """Numbers of nodes, shape (walkers, length + 1)."""
        tables = (self._first, self._ends, self._keep)
        found: Integers = self._walk(*tables, starts, length, seed)
        return found


def _compiled(together: int = 2_048) -> tuple[Any, Any]:
    from numba import njit

    @njit(nogil=True)  # type: ignore[untyped-decorator]
    def make(first: Any, weights: Any) -> Any:
        keep = np.ones(len(weights))
        other = np.arange(len(weights))
        for row in range(len(first) - 1):
            low, high = first[row], first[row + 1]
            size = high - low
            scaled = weights[low:high] * (size / weights[low:high].sum())
            small, large = np.empty(size, np.int64), np.empty(size, np.int64)
            smalls, larges = 0, 0
            for i in range(size):
                if scaled[i] < 1:
                    small[smalls] = i
                    smalls += 1
                else:
                    large[larges] = i
                    larges += 1
            while smalls and larges:
                smalls -= 1
                i, j = small[smalls], large[larges - 1]
                keep[low + i], other[low + i] = scaled[i], low + j
                scaled[j] -= 1 - scaled[i]
                if scaled[j] < 1:
                    larges -= 1
                    small[smalls] = j
                    smalls += 1
        return keep, other

    @njit(nogil=True)  # type: ignore[untyped-decorator]
    def walk(first: Any, ends: Any, keep: Any, starts: Any, length: int, seed: int) -> Any:
        np.random.seed(seed)
        out = np.empty((len(starts), length + 1), np.int64)
        out[:, 0] = starts
        for block in range(0, len(starts), together):
            for step in range(length):
                for walker in range(block, min(block + together, len(starts))):
                    here = out[walker, step]
                    low = first[here]
                    spot = np.random.random() * (first[here + 1] - low)
                    entry = low + int(spot)
                    other = int(spot - int(spot) >= keep[entry])
                    out[walker, step + 1] = ends[entry, other]
        return out

    return make, walk
