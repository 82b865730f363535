"""A generation run with a hosted teacher in a process of its own, to be killed in the middle.

Usage: python -m tests.generation.hosted_run OUT COUNT CONCURRENCY URL [batch]
"""

from __future__ import annotations

import sys
from pathlib import Path

from generation.crew import Terms
from generation.pipeline import generate_from
from generation.prices import Price
from generation.teachers import make_teacher
from tests.generation.walks import gazetteer, made_contexts

PRICE = Price(input=1.0, output=10.0)
MODEL = "openai:m"

if __name__ == "__main__":
    out, count, concurrency, url, *way = sys.argv[1:]
    generate_from(
        made_contexts(int(count)),
        count=int(count),
        seed=1,
        out=Path(out),
        teacher=make_teacher(MODEL, base_url=url, seed=1),
        gazetteer=gazetteer(["Perl"]),
        concurrency=int(concurrency),
        terms=Terms(
            price=PRICE,
            cache=Path(out).parent / "replies.sqlite",
            budget=1_000.0,
            batch=way == ["batch"],
            poll=0.3,
            quiet=0.2,
        ),
    )
