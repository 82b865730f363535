"""Kill a run with a hosted teacher at random points: is anything lost, doubled or paid twice?

python -m benchmarks.generation_kills [--kills 30] [--triples 240] [--seed 1]

The teacher is a real HTTP server in this process that answers slowly and counts its calls. After
each `kill -9` the same command goes on; every seventh context needs a repair. What counts as paid
twice is said in `tests/generation/hosted_kills.py`. One JSON line; exit code 1 when something broke.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.generation.chat_server import chat_server
from tests.generation.hosted_kills import kill_and_resume, told


def main() -> int:
    """Kill, check and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--triples", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with chat_server() as server, TemporaryDirectory() as folder:
        found = kill_and_resume(
            server, Path(folder), count=given.triples, kills=given.kills, seed=given.seed
        )
    indices = [t.context.index for t in found.triples]
    if indices != list(range(given.triples)):
        found.broken.append("triples are lost, doubled or out of order")
    print(told(found))
    return 1 if found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
