"""Searching skills and occupations: by name, by words like it, and by meaning, in one list."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.errors import InvalidValue
from graph.keys import fold, skill_key, title_key
from graph.reads import likelier
from graph.records import Row
from graph.store import Store

Kind = Literal["skill", "occupation"]
KINDS: tuple[Kind, ...] = ("skill", "occupation")

Encode = Callable[[list[str]], Any]
"""Texts to an array of one row of 384 numbers each, of length 1."""

FULL_TEXT: dict[Kind, str] = {"skill": "fulltext_skills", "occupation": "fulltext_occupations"}
VECTORS: dict[Kind, str] = {"skill": "vector_skills", "occupation": "vector_occupations"}

DEPTH = 50
"""Hits that each way may contribute."""

SMOOTHING = 60
"""How little the first ranks count over the next ones (reciprocal rank fusion, Cormack et al. 2009)."""

_WORD = re.compile(r"\w+")
_SHORTEST, _LONG = 4, 6
"""Letters that a word has at least to be searched with an error, and with two."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: `status` is canonical or candidate for skills, the source for occupations.

    `ways` says how: `name` (a key, name or alias is the text), `words` (its name is like it), `alias`
    (another name is), `meaning`. `score` only orders; it is no probability.
    """

    kind: str
    key: str
    name: str
    status: str
    postings: int
    score: float
    ways: list[str]


def search(
    store: Store,
    text: str,
    kind: Kind | None = None,
    limit: int = 20,
    *,
    encode: Encode | None = None,
) -> list[Hit]:
    """What the text may mean: exact names first, then by the reciprocal ranks of all ways.

    Args:
        store: the graph, with its full-text and vector indexes.
        text: as people type it, typing errors included.
        kind: `skill` or `occupation`; both by default.
        limit: hits at most.
        encode: makes vectors of texts; without it, nothing is searched by meaning.

    Raises:
        InvalidValue: the text is blank.
    """
    if not fold(text):
        raise InvalidValue("The text to search for is blank.", hint="Give a name or a few words.")
    store.index()
    ways: dict[str, list[Row]] = {"name": _by_name(store, text)}
    if words_of(text):
        words = lucene(text, _mistyped(store, text))
        ways["words"] = _each(store, FULL_TEXT, kind, words=words)
        ways["alias"] = store.read("fulltext_aliases", words=words, limit=DEPTH)
    if encode is not None:
        vector = [float(x) for x in encode([text])[0]]
        ways["meaning"] = _each(store, VECTORS, kind, vector=vector)
    kinds = (kind,) if kind else KINDS
    kept = {way: [row for row in rows if row["kind"] in kinds] for way, rows in ways.items()}
    return fused(kept)[:limit]


def lucene(text: str, mistyped: Collection[str] = ()) -> str:
    """Words as a full-text query; the mistyped ones with one or two errors.

    Only letters and digits are left of what was typed, in lower case, so nothing of it is syntax.
    """
    return " ".join(
        f"{word}~{1 if len(word) < _LONG else 2}" if word in mistyped else word
        for word in words_of(text)
    )


def words_of(text: str) -> list[str]:
    """The distinct words of a text, folded."""
    return list(dict.fromkeys(_WORD.findall(fold(text))))


def _mistyped(store: Store, text: str) -> list[str]:
    """Words in which an error is likely: no name has them. Looking for all with errors is slow."""
    return [
        word
        for word in words_of(text)
        if len(word) >= _SHORTEST and not store.read("fulltext_aliases", words=word, limit=1)
    ]


def fused(ways: dict[str, list[Row]]) -> list[Hit]:
    """Ranked lists as one: names first, then the sum over the lists of 1 / (60 + rank)."""
    scores: dict[tuple[str, str], float] = {}
    found: dict[tuple[str, str], Row] = {}
    by: dict[tuple[str, str], list[str]] = {}
    for way, rows in ways.items():
        for rank, row in enumerate(_once(rows), 1):
            key = (row["kind"], row["key"])
            found.setdefault(key, row)
            scores[key] = scores.get(key, 0.0) + 1 / (SMOOTHING + rank)
            by.setdefault(key, []).append(way)
    order = sorted(found, key=lambda k: ("name" not in by[k], -scores[k], -found[k]["postings"], k))
    shown = ("kind", "key", "name", "status", "postings")
    return [
        Hit(**{name: found[key][name] for name in shown}, score=round(scores[key], 6), ways=by[key])
        for key in order
    ]


def _once(rows: Iterable[Row]) -> Iterable[Row]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        seen.setdefault((row["kind"], row["key"]), row)
    return seen.values()


def _by_name(store: Store, text: str) -> list[Row]:
    folded = fold(text)
    skills = store.read("find_skill", key=skill_key(text), folded=folded)
    occupations = store.read(
        "find_occupation", key=text.strip(), folded=folded, slug=title_key(text)
    )
    rows = [{**row, "kind": "skill"} for row in skills]
    rows += [
        {**row, "kind": "occupation", "name": row["title"], "status": row["source"]}
        for row in occupations
    ]
    return sorted(rows, key=likelier)


def _each(store: Store, queries: dict[Kind, str], kind: Kind | None, **values: Any) -> list[Row]:
    """Both kinds ranked against each other by turns: their scores are of different indexes."""
    kinds: Sequence[Kind] = (kind,) if kind else KINDS
    lists = [store.read(queries[one], limit=DEPTH, **values) for one in kinds]
    longest = max(len(rows) for rows in lists)
    return [rows[n] for n in range(longest) for rows in lists if n < len(rows)]
