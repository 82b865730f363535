"""Vectors of names in the graph, for searching by meaning.

`embedding` holds a vector of length 1 and `embedded` the text it is of, so that a name that changed
is seen. Skills that nothing confirms yet and titles of single postings have none: they are found by
their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from graph.encoder import encode
from graph.records import Row
from graph.sync import Session, batched

KINDS = {
    "skills": ("unembedded_skills", "embed_skills"),
    "occupations": ("unembedded_occupations", "embed_occupations"),
}
_AT_ONCE = 1_000

Progress = Callable[[str, int, int | None], None]


def derive_embeddings(session: Session, tell: Progress) -> None:
    """Give every name that has none, or another name's, its vector. May be broken off and resumed."""
    gone = [row["key"] for row in session.store.read("overembedded_skills")]
    for keys in batched(gone, _AT_ONCE):
        session.write("unembed_skills", keys=keys)
    for kind, (missing, put) in KINDS.items():
        rows = session.store.read(missing)
        done = 0
        for batch in _encoded(rows):
            session.write(put, rows=batch)
            done += len(batch)
            tell(f"read the meaning of {kind}", done, len(rows))


def _encoded(rows: list[Row]) -> Iterator[list[dict[str, Any]]]:
    """The rows with their vectors, batch by batch; the next is made while one is written."""
    with ThreadPoolExecutor(1) as ahead:
        batches = list(batched(rows, _AT_ONCE))
        texts = ([row["text"] for row in batch] for batch in batches)
        for batch, vectors in zip(batches, ahead.map(encode, texts), strict=True):
            yield [
                {**row, "vector": vector}
                for row, vector in zip(batch, vectors.tolist(), strict=True)
            ]
