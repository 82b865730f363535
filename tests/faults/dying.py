"""Run a step of the loop and die by SIGKILL at a chosen write: `python -m tests.faults.dying`.

    INGEST|ENRICH|WALK|GUIDE  WRITE NUMBER  before|after  FOLDER

The process kills itself just before or just after its n-th commit, so every such point can be hit.
The graph and the home come from the environment, as for `skillgraph`.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import bolt
from graph.store import Store
from graph.walks import WalkOptions, sample
from tests.engines import Engine

WALK = WalkOptions(length=5, temperature=0.5)


class Bomb:
    """Counts writes, and goes off at one of them."""

    def __init__(self, at: int, when: str) -> None:
        self.at, self.when, self.writes = at, when, 0

    def write(self, when: str) -> None:
        if when == "before":
            self.writes += 1
        if self.writes == self.at and when == self.when:
            os.kill(os.getpid(), signal.SIGKILL)


def arm(bomb: Bomb) -> None:
    """Put the bomb at every door through which something is written."""
    transaction, write = bolt.BoltStore.transaction, bolt.BoltStore.write

    @contextmanager
    def armed_transaction(self: bolt.BoltStore) -> Iterator[object]:
        with transaction(self) as tx:
            yield tx
            bomb.write("before")
        bomb.write("after")

    def armed_write(self: bolt.BoltStore, query: str, /, **params: object) -> object:
        bomb.write("before")
        rows = write(self, query, **params)
        bomb.write("after")
        return rows

    bolt.BoltStore.transaction = armed_transaction  # type: ignore[assignment,method-assign]
    bolt.BoltStore.write = armed_write  # type: ignore[assignment,method-assign]


def run(step: str, store: Store, home: Path, folder: Path) -> None:
    """Do the step as the commands do it."""
    if step == "ingest":
        from ingest.pipeline import ingest

        ingest(store, home, [folder])
    elif step == "walk":
        sample(store, ["soc:1"] * 5, seed=3, options=WALK)
    elif step == "guide":
        from tests.faults.guiding import guide_all

        guide_all(store, home)
    else:
        from tests.faults.enriching import enrich_folder

        enrich_folder(store, home, folder)


def main() -> None:
    step, at, when, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    home = Path(os.environ["SKILLGRAPH_HOME"])
    store = Engine.open_named()
    bomb = Bomb(at, when)
    arm(bomb)
    run(step, store, home, folder)
    store.close()
    print(bomb.writes)


if __name__ == "__main__":
    main()
