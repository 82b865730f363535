"""A generation run in a process of its own, slow enough to be killed in the middle.

Usage: python -m tests.generation.slow_run OUT COUNT DELAY CONCURRENCY
"""

from __future__ import annotations

import sys
from pathlib import Path

from generation.offline import OfflineTeacher
from generation.pipeline import generate_from
from tests.generation.walks import gazetteer, made_contexts

if __name__ == "__main__":
    out, count, delay, concurrency = sys.argv[1:]
    generate_from(
        made_contexts(int(count)),
        count=int(count),
        seed=1,
        out=Path(out),
        teacher=OfflineTeacher(seed=1, delay=float(delay)),
        gazetteer=gazetteer(),
        concurrency=int(concurrency),
    )
