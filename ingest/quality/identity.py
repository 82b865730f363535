"""Skill identity scored on pairs of names that a person judged: the same skill, or not.

The file is CSV with the columns `a`, `b`, `same` (1/0, true/false, yes/no); further columns are
left alone. A pair is predicted the same when both names resolve to one skill, each standing as a
name without postings beside what the graph holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableFile
from graph.keys import fold, skill_key
from ingest.identity import Contexts, Given, Identities, Surface, resolve
from ingest.tables import csv_rows

SHORT = 3
_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_FORMAT = "The file is CSV with the columns a, b, same; same is 1 or 0, true or false, yes or no."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and what a person said; `row` as a spreadsheet shows it."""

    a: str
    b: str
    same: bool
    row: int = 0

    @property
    def short(self) -> bool:
        """Whether a side has at most three letters and digits."""
        return min(sum(c.isalnum() for c in fold(text)) for text in (self.a, self.b)) <= SHORT


@dataclass(frozen=True, slots=True)
class IdentityScore:
    """Pairwise figures for `same`, 0..1; the wrong pairs; F1 of the key alone as the baseline."""

    pairs: int
    same: int
    precision: float
    recall: float
    f1: float
    baseline_f1: float
    false_joins: tuple[Pair, ...]
    missed: tuple[Pair, ...]

    @property
    def short_false_joins(self) -> tuple[Pair, ...]:
        """The false joins in which a side has at most three letters and digits."""
        return tuple(pair for pair in self.false_joins if pair.short)

    def figures(self) -> dict[str, float | int]:
        """The numbers, ready for JSON."""
        return {
            "pairs": self.pairs,
            "same": self.same,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "baseline_f1": round(self.baseline_f1, 4),
            "false_joins": len(self.false_joins),
            "short_false_joins": len(self.short_false_joins),
        }


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file.

    Raises:
        UnreadableFile: No such columns, no rows, an empty name or an unknown word for `same`.
    """
    rows = csv_rows(path)
    header = next(rows, None)
    columns = [fold(cell) for cell in header.cells] if header else []
    missing = [name for name in ("a", "b", "same") if name not in columns]
    if missing:
        raise UnreadableFile(
            f"{path.name}, row 1: missing column {', '.join(missing)}.", hint=_FORMAT
        )
    at_a, at_b, at_same = (columns.index(name) for name in ("a", "b", "same"))
    pairs = []
    for row in rows:
        if len(row.cells) != len(columns):
            what = f"{len(row.cells)} cells instead of {len(columns)}"
            raise UnreadableFile(f"{path.name}, row {row.number}: {what}.", hint=_FORMAT)
        a, b, word = row.cells[at_a].strip(), row.cells[at_b].strip(), fold(row.cells[at_same])
        if not a or not b:
            raise UnreadableFile(f"{path.name}, row {row.number}: a name is empty.", hint=_FORMAT)
        if word not in _WORDS:
            what = f"same is {row.cells[at_same]!r}"
            raise UnreadableFile(f"{path.name}, row {row.number}: {what}.", hint=_FORMAT)
        pairs.append(Pair(a, b, _WORDS[word], row.number))
    if not pairs:
        raise UnreadableFile(f"{path.name} has a header and no rows.", hint=_FORMAT)
    return pairs


def beside(
    names: Iterable[str], given: Given | None, contexts: Contexts | None = None
) -> Identities:
    """The identities when these names, without postings, stand beside what was given.

    Args:
        names: further spellings.
        given: what a graph holds; the built-in knowledge alone without it.
        contexts: see `ingest.identity.resolve`.
    """
    given = given or Given((), (), ())
    there = {surface.key: surface for surface in given.surfaces}
    for text in sorted(set(names)):
        key = skill_key(text)
        if key and key not in there:
            there[key] = Surface(key, {text: 0})
    return resolve(there.values(), given.anchors, given.decisions, contexts)


def judge(
    pairs: Sequence[tuple[str, str]], given: Given | None = None, contexts: Contexts | None = None
) -> list[bool]:
    """Whether both names of each pair are one skill, beside what was given."""
    found = beside((text for pair in pairs for text in pair), given, contexts)
    return [_one(found, a, b) for a, b in pairs]


def _one(found: Identities, a: str, b: str) -> bool:
    left, right = found.of(a), found.of(b)
    return left is not None and right is not None and left.skill == right.skill


def score_identity(
    path: Path, given: Given | None = None, contexts: Contexts | None = None
) -> IdentityScore:
    """Score a file of pairs beside what a graph holds, or by the built-in knowledge alone.

    Raises:
        UnreadableFile: The file is not in the format; the message names the row.
    """
    pairs = read_pairs(path)
    return scored(pairs, judge([(pair.a, pair.b) for pair in pairs], given, contexts))


def scored(pairs: Sequence[Pair], said: Sequence[bool]) -> IdentityScore:
    """The figures for predictions in the order of the pairs."""
    precision, recall, f1 = _figures(pairs, said)
    folded = [bool(skill_key(p.a)) and skill_key(p.a) == skill_key(p.b) for p in pairs]
    return IdentityScore(
        len(pairs),
        sum(pair.same for pair in pairs),
        precision,
        recall,
        f1,
        _figures(pairs, folded)[2],
        _wrong(pairs, said, lambda pair, one: one and not pair.same),
        _wrong(pairs, said, lambda pair, one: pair.same and not one),
    )


def _figures(pairs: Sequence[Pair], said: Sequence[bool]) -> tuple[float, float, float]:
    """Precision, recall, F1; a ratio over nothing is 0."""
    right = sum(pair.same and one for pair, one in zip(pairs, said, strict=True))
    wanted, given = sum(pair.same for pair in pairs), sum(said)
    return (
        right / given if given else 0.0,
        right / wanted if wanted else 0.0,
        2 * right / (wanted + given) if wanted + given else 0.0,
    )


def _wrong(
    pairs: Sequence[Pair], said: Sequence[bool], test: Callable[[Pair, bool], bool]
) -> tuple[Pair, ...]:
    return tuple(pair for pair, one in zip(pairs, said, strict=True) if test(pair, one))
