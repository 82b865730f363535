"""Walkers that move in Cypher, over the lists that `graph.walk_lists` keeps in the graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import StoreBusy
from graph.records import Row
from graph.store import Store
from graph.sync import batched
from graph.walk_lists import WalkLists
from graph.walk_options import Bias, WalkOptions, between, is_inverse

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WALKERS_PER_CALL = 20_000
_MOVED = ("walkers", "nodes", "places")


@dataclass(frozen=True, slots=True)
class Trace:
    """Numbers of the places of walkers and where they jumped back: (walkers, length + 1) each."""

    numbers: npt.NDArray[np.int64]
    restarted: npt.NDArray[np.bool_]


def gone() -> StoreBusy:
    """The error that says that lists went while they were walked on."""
    return StoreBusy("The lists for walks were removed while they were walked on.")


class Walkers:
    """Walkers on their way over the lists of the graph.

    Of each: the place where it stands, the one it came from or -1, that one's place in the list of
    where it stands or -1, and how many steps of the metapath it has made since its start.
    """

    def __init__(
        self, store: Store, lists: WalkLists, options: WalkOptions, begin: list[int]
    ) -> None:
        self._store = store
        self._lists = lists
        self._options = options
        self._hops = options.hops
        self._start = begin
        self._here = list(begin)
        self._before = [-1] * len(begin)
        self._place = [-1] * len(begin)
        self._phase = [0] * len(begin)

    def trace(self, numbers: npt.NDArray[np.float64]) -> Trace:
        """Walk all the way."""
        import numpy as np

        length = self._options.length
        nodes = np.empty((len(self._start), length + 1), dtype=np.int64)
        restarted = np.zeros_like(nodes, dtype=np.bool_)
        nodes[:, 0] = self._start
        for step in range(length):
            jumps, draws_ = numbers[:, step, 0].tolist(), numbers[:, step, 1].tolist()
            jumping = [w for w, jump in enumerate(jumps) if self._jumps(w, jump)]
            restarted[jumping, step + 1] = True
            gone = set(jumping)
            moving = [w for w in range(len(jumps)) if w not in gone] if gone else range(len(jumps))
            for batch in batched(moving, _WALKERS_PER_CALL):
                self._move(batch, draws_)
            for walker in jumping:
                self._return(walker)
            nodes[:, step + 1] = self._here
        return Trace(nodes, restarted)

    def _jumps(self, walker: int, jump: float) -> bool:
        return jump < self._options.restart and self._here[walker] != self._start[walker]

    def _return(self, walker: int) -> None:
        self._here[walker] = self._start[walker]
        self._before[walker] = self._place[walker] = -1
        self._phase[walker] = 0

    def _move(self, walkers: list[int], drawn: list[float]) -> None:
        moved = 0
        for row in self._picked(walkers, drawn):
            for walker, node, place in zip(*(row[name] for name in _MOVED), strict=True):
                self._before[walker], self._here[walker] = self._here[walker], node
                self._place[walker] = place
                self._phase[walker] += 1
                moved += 1
        if moved != len(walkers):
            raise gone()

    def _picked(self, walkers: list[int], drawn: list[float]) -> list[Row]:
        bias = self._options.bias
        if not bias.beside:
            return self._step(walkers, drawn, bias.back, bias.far)
        first = [w for w in walkers if self._before[w] < 0]
        later = [w for w in walkers if self._before[w] >= 0]
        rows = self._step(first, drawn, 1, 1) if first else []
        return rows + (self._step_beside(later, drawn, bias) if later else [])

    def _step(self, walkers: list[int], drawn: list[float], back: int, far: int) -> list[Row]:
        groups: dict[str, list[list[float]]] = defaultdict(list)
        for walker in walkers:
            groups[self._list(walker)].append([walker, drawn[walker], self._back(walker)])
        rows = [[key, some] for key, some in groups.items()]
        return self._store.read("step_walkers", groups=rows, back=back, far=far)

    def _step_beside(self, walkers: list[int], drawn: list[float], bias: Bias) -> list[Row]:
        groups: dict[tuple[str, int, str], list[list[float]]] = defaultdict(list)
        for walker in walkers:
            group = (self._list(walker), self._back(walker), self._beside(walker))
            groups[group].append([walker, drawn[walker]])
        rows = [[*group, some] for group, some in groups.items()]
        factors = {"back": bias.back, "near": bias.near, "far": bias.far}
        return self._store.read("step_walkers_beside", groups=rows, **factors)

    def _hop(self, phase: int) -> str:
        return self._hops[phase % len(self._hops)]

    def _list(self, walker: int) -> str:
        """The key of the list that a walker picks from."""
        return self._lists.of(self._here[walker], self._hop(self._phase[walker]))

    def _back(self, walker: int) -> int:
        """The place in that list of the node it came from, or -1."""
        phase = self._phase[walker]
        if self._before[walker] < 0 or not is_inverse(self._hop(phase), self._hop(phase - 1)):
            return -1
        return self._place[walker]

    def _beside(self, walker: int) -> str:
        """The key of the list of what is next to the node it came from, of the kind picked from."""
        phase = self._phase[walker]
        hop = between(self._hop(phase - 1), self._hop(phase))
        return self._lists.of(self._before[walker], hop) if hop else ""
