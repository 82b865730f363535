"""The same walks over arrays: the fast path, and the check on the Cypher one.

`WalkArrays.sample` gives walks identical to `graph.walks.sample` for the same seed, graph and
options; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.reads import graph_version
from graph.records import Walk
from graph.store import Store
from graph.walks import Place, WalkOptions, draws, neighbour_lists, to_walks, walk_edges

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Integers = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WalkArrays:
    """A walkable graph as compressed rows; nodes are numbered, occupations before skills.

    Shapes: `first` (nodes + 1), `neighbours` and `sums` (2 x edges); `sums` run within each row.
    """

    keys: list[str]
    occupations: int
    first: Integers
    neighbours: Integers
    sums: Integers
    temperature: float
    version: str = ""

    @classmethod
    def export(cls, store: Store, temperature: float = 1.0) -> WalkArrays:
        """The graph's walkable edges as arrays.

        Raises:
            NotFound: there are none.
        """
        edges = walk_edges(store)
        if not edges:
            raise NotFound(
                "The graph has no walkable edges yet.", hint="Run `skillgraph ingest` first."
            )
        return cls.of(edges, temperature, graph_version(store))

    @classmethod
    def of(
        cls,
        edges: Mapping[str, Sequence[tuple[str, float]]],
        temperature: float = 1.0,
        version: str = "",
    ) -> WalkArrays:
        """Arrays over `occupation key -> [(skill key, weight)]`."""
        import numpy as np

        by_occupation, by_skill = neighbour_lists(edges, temperature)
        keys = sorted(by_occupation) + sorted(by_skill)
        # An occupation and a skill may share a key, so each half has numbers of its own.
        occupation_of = {key: i for i, key in enumerate(sorted(by_occupation))}
        skill_of = {key: i + len(by_occupation) for i, key in enumerate(sorted(by_skill))}
        rows = [(by_occupation[k], skill_of) for k in sorted(by_occupation)]
        rows += [(by_skill[k], occupation_of) for k in sorted(by_skill)]
        first = np.zeros(len(keys) + 1, dtype=np.int64)
        first[1:] = np.cumsum([len(names) for (names, _), _ in rows])
        neighbours = np.array([at[n] for (names, _), at in rows for n in names], dtype=np.int64)
        sums = np.array([s for (_, sums), _ in rows for s in sums], dtype=np.int64)
        return cls(keys, len(by_occupation), first, neighbours, sums, temperature, version)

    def trace(
        self, starts: Integers, numbers: Floats, options: WalkOptions
    ) -> tuple[Integers, npt.NDArray[np.bool_]]:
        """Nodes and restart flags of walkers, shape (walkers, length + 1) each.

        Args:
            starts: node numbers, shape (walkers,).
            numbers: uniform draws in [0, 1), shape (walkers, length, 2): restart, pick.
            options: how walkers move; the temperature is that of the arrays.
        """
        import numpy as np

        walkers = len(starts)
        nodes = np.empty((walkers, options.length + 1), dtype=np.int64)
        restarted = np.zeros_like(nodes, dtype=bool)
        nodes[:, 0] = starts
        for step in range(options.length):
            here = nodes[:, step]
            nodes[:, step + 1] = self._pick(nodes, restarted, numbers[:, step, 1], step, options)
            jump = (numbers[:, step, 0] < options.restart) & (here != starts)
            nodes[jump, step + 1] = starts[jump]
            restarted[jump, step + 1] = True
        return nodes, restarted

    def _pick(
        self,
        nodes: Integers,
        restarted: npt.NDArray[np.bool_],
        drawn: Floats,
        step: int,
        options: WalkOptions,
    ) -> Integers:
        import numpy as np

        here = nodes[:, step]
        low, high = self.first[here], self.first[here + 1]
        total = self.sums[high - 1]
        skipped = np.full(len(here), -1, dtype=np.int64)
        if options.no_return and step > 0:
            before = nodes[:, step - 1]
            skipped = self._search(self.neighbours, before, low, high)
            found = (skipped < high) & (self.neighbours[np.minimum(skipped, high - 1)] == before)
            usable = found & ~restarted[:, step] & (high - low > 1)
            skipped = np.where(usable, skipped, -1)
        inside = np.maximum(skipped, 0)
        under = np.where(skipped > low, self.sums[inside - 1], 0)
        gap = np.where(skipped >= 0, self.sums[inside] - under, 0)
        place = np.floor(drawn * (total - gap)).astype(np.int64)
        place = np.where((gap > 0) & (place >= under), place + gap, place)
        picked = self._search(self.sums, place + 1, low, high)
        return self.neighbours[picked]

    @staticmethod
    def _search(values: Integers, wanted: Integers, low: Integers, high: Integers) -> Integers:
        """For each row slice [low, high) of sorted values, the first place with value >= wanted."""
        import numpy as np

        low, high = low.copy(), high.copy()
        while np.any(low < high):
            middle = (low + high) // 2
            below = (low < high) & (values[np.minimum(middle, len(values) - 1)] < wanted)
            low = np.where(below, middle + 1, low)
            high = np.where(below, high, np.minimum(high, np.maximum(middle, low)))
        return low

    def sample(
        self, store: Store, starts: Sequence[str], *, seed: int, options: WalkOptions | None = None
    ) -> list[Walk]:
        """Walks identical to `graph.walks.sample`; the store gives display names.

        Raises:
            NotFound: a start is not walkable.
        """
        import numpy as np

        options = options or WalkOptions(temperature=self.temperature)
        number = {key: i for i, key in enumerate(self.keys[: self.occupations])}
        missing = [s for s in starts if s not in number]
        if missing:
            raise NotFound(f"No walk can start at {missing[0]!r}.", hint="It has no known skill.")
        numbers = draws(seed, len(starts), options.length)
        begin = np.array([number[s] for s in starts], dtype=np.int64)
        nodes, restarted = self.trace(begin, numbers, options)
        traces = [
            [
                Place("skill" if n >= self.occupations else "occupation", self.keys[n], r)
                for n, r in zip(row, flags, strict=True)
            ]
            for row, flags in zip(nodes.tolist(), restarted.tolist(), strict=True)
        ]
        return to_walks(
            store, starts, traces, numbers, seed=seed, options=options, version=self.version
        )
