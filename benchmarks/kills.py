"""`kill -9` of us and of the server during loads of real files: a rerun equals an undisturbed run.

python -m benchmarks.kills --data ../shared/data [--engine embedded|neo4j|both] [--points 50]

Slices of the files are loaded by a process of its own, twice (see `benchmarks.kill_files`). At random
moments of the time that this takes undisturbed, drawn from `--seed`, either that process or the
server is killed; the same load is then run again, and the graph is compared, property by property,
with the one that nobody disturbed. Ends with 1 when any differs, or when a load ended otherwise than
with a sentence. A Neo4j is started for the purpose; NEO4J_URI is not looked at.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import psutil

from benchmarks.graphs import arguments, engines, told
from benchmarks.kill_files import DAYS, write_files
from benchmarks.machine import Report
from graph import embedded
from ingest.sample import sample_folder
from tests.engines import Engine
from tests.neo4j_server import Running, free_port, start, watched
from tests.snapshots import Snapshot, differences, snapshot

LIMIT = 600.0
"""Seconds after which a load is taken to hang."""


class Victim(Protocol):
    """A server that can be killed and comes back."""

    engine: Engine

    def kill(self) -> None:
        """Kill it, and see that it is gone."""
        ...

    def revive(self) -> None:
        """See that it runs again, unless whoever opens the graph next starts it."""
        ...


class EmbeddedVictim:
    """The embedded server; whoever opens the graph next starts it again."""

    def __init__(self, home: Path) -> None:
        self.engine = Engine("embedded", home)

    def kill(self) -> None:
        """See `Victim.kill`."""
        process = psutil.Process(embedded.status(self.engine.home / "graph").pid)
        process.kill()
        process.wait(LIMIT)

    def revive(self) -> None:
        """See `Victim.revive`."""


class Neo4jVictim:
    """A Neo4j of our own."""

    def __init__(self, home: Path, server: Path, stack: contextlib.ExitStack) -> None:
        self._server, self._stack = server, stack
        self._port = free_port()
        self._running = self._start("")
        self.engine = Engine("neo4j", home, self._running.address)

    def _start(self, password: str) -> Running:
        running = start(self._server, self._port, password=password)
        self._stack.enter_context(watched(running))
        return running

    def kill(self) -> None:
        """See `Victim.kill`."""
        self._running.process.kill()
        self._running.process.wait()

    def revive(self) -> None:
        """See `Victim.revive`: on the same store and port."""
        if self._running.process.poll() is not None:
            self._running = self._start(self._running.address.password)


@contextlib.contextmanager
def victim(name: str) -> Iterator[Victim]:
    """A server with an empty graph; both are gone when the block ends."""
    with (
        TemporaryDirectory(prefix="skillgraph-kills-") as folder,
        contextlib.ExitStack() as stack,
    ):
        home = Path(folder) / "home"
        home.mkdir()
        if name == "embedded":
            stack.callback(embedded.stop, home / "graph")
            yield EmbeddedVictim(home)
        else:
            yield Neo4jVictim(home, Path(folder) / "server", stack)


@dataclass
class Trial:
    """The loads of one engine, and what was wrong with any of them."""

    victim: Victim
    files: Path
    seconds: dict[str, float] = field(default_factory=dict)
    undisturbed: dict[str, Snapshot] = field(default_factory=dict)
    killed: Counter[str] = field(default_factory=Counter)
    survived: int = 0
    wrong: list[str] = field(default_factory=list)

    def prepare(self) -> None:
        """Load undisturbed, once to warm the server up and once to see what comes of it."""
        for _ in range(2):
            self.victim.engine.empty()
            for load in DAYS:
                self.seconds[load] = self._load(load)
                self.undisturbed[load] = self._snapshot()

    def point(self, load: str, who: str, part: float) -> None:
        """Kill at a part of a load, run it again and compare. The graph holds what was before."""
        where = f"{who} at {part:.4f} of load {load}"
        while not self._disturb(load, who, self.seconds[load] * part, where):
            # It was faster this time: begin anew, and kill earlier.
            part *= 0.6
            self.victim.engine.empty()
            for earlier in sorted(DAYS):
                if earlier < load:
                    self._load(earlier)
        self.killed[who] += 1
        try:
            self._load(load)
        except RuntimeError as error:
            self.wrong.append(f"{where}: run again: {error}")
            return
        different = differences(self._snapshot(), self.undisturbed[load])
        if different:
            self.wrong.append(f"{where}: {len(different)} differ: {different[:4]}")

    def _disturb(self, load: str, who: str, seconds: float, where: str) -> bool:
        """Load and kill after so many seconds. Returns whether it came before the end."""
        with self._begun(load) as process:
            time.sleep(seconds)
            if process.poll() is not None:
                return False
            if who == "us":
                process.kill()
                process.communicate()
                return True
            self.victim.kill()
            self.victim.revive()
            _, said = process.communicate(timeout=LIMIT)
        if process.returncode == 0:
            self.survived += 1
        elif process.returncode != 1 or len(said.strip().splitlines()) != 1:
            self.wrong.append(f"{where}: ended with {process.returncode}: {said[-600:]}")
        return True

    def _load(self, load: str) -> float:
        """Load to the end; how long it took."""
        with self._begun(load) as process:
            began = time.monotonic()
            _, said = process.communicate(timeout=LIMIT)
            if process.returncode:
                raise RuntimeError(said[-600:])
            return time.monotonic() - began

    @contextlib.contextmanager
    def _begun(self, load: str) -> Iterator[subprocess.Popen[str]]:
        """A process that has reached the graph and begins to load."""
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.kill_files", load, str(self.files)],
            env={**os.environ, **self.victim.engine.environment()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            process.stdout.readline()
            yield process
        finally:
            process.kill()
            process.wait()

    def _snapshot(self) -> Snapshot:
        with contextlib.closing(self.victim.engine.open()) as store:
            return snapshot(store)


def try_points(trial: Trial, points: int, seed: int, tell: Callable[[str], None]) -> None:
    """Kill at each point; a point in the second load follows one in the first."""
    draw = random.Random(seed)
    loads = sorted(DAYS)
    for number in range(points):
        load = loads[number % len(loads)]
        if load == loads[0]:
            trial.victim.engine.empty()
            whose = ["us", "server"]
            draw.shuffle(whose)
        told = len(trial.wrong)
        # Of each pair of points one is ours and one the server's.
        trial.point(load, whose[number % 2], draw.random())
        tell(f"{number + 1} of {points}, wrong: {trial.wrong[told:]}")


def main() -> int:
    """Kill, run again, compare, and print a line per engine."""
    parser = arguments(__doc__)
    parser.add_argument("--points", type=int, default=50, help="how often to kill (50)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--slice", type=int, default=1000, help="Dice rows (1000)")
    options = parser.parse_args()
    report = Report("kills", unit="points")
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        write_files(options.data or sample_folder(), Path(folder), options.slice)
        for name in engines(options.engine):
            with told(options.engine), victim(name) as chosen:
                trial = Trial(chosen, Path(folder))
                trial.prepare()
                began = time.monotonic()

                def tell(text: str, name: str = name) -> None:
                    print(f"{name}: {text}", file=sys.stderr, flush=True)

                try_points(trial, options.points, options.seed, tell)
                nodes, edges = trial.undisturbed[max(DAYS)]
                report.add(
                    "killed and run again",
                    seconds=time.monotonic() - began,
                    count=options.points,
                    engine=name,
                    killed=dict(sorted(trial.killed.items())),
                    survived=trial.survived,
                    different=len(trial.wrong),
                    undisturbed_seconds={k: round(v, 1) for k, v in trial.seconds.items()},
                    nodes=len(nodes),
                    edges=len(edges),
                    seed=options.seed,
                )
                wrong += [f"{name}: {each}" for each in trial.wrong]
    for each in wrong:
        print(each, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
