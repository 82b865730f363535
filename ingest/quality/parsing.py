"""How well skill fields are parsed: mentions against hand labels, kind by kind.

One JSON object per line: `raw` (the field as published), `expected` (names), and where present
`accept` (object: expected name → names that are also fine), `optional` (names that are neither
right nor wrong), `must_not` (names that must never come out), `kind` (the quirk). Only mentions
the parser is sure of count as answers. Names meet in the skill that they name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from graph.errors import DataError, UnreadableFile
from graph.keys import skill_key
from ingest.identity import Contexts, Given
from ingest.quality.identity import beside
from ingest.skill_pieces import Known
from ingest.skills import split_skills

Canonical = Callable[[str], str]
Parse = Callable[[str], Iterable[str]]

WORST_ROWS = 25
_FORMAT = "Each line is an object with `raw` (text) and `expected` (list of texts)."


@dataclass(frozen=True, slots=True)
class LabelledField:
    """One row of the file."""

    line: int
    raw: str
    kind: str
    expected: tuple[str, ...]
    accept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Every name that the labels hold."""
        yield from (*self.expected, *self.optional, *self.must_not, *self.accept)
        for also in self.accept.values():
            yield from also


@dataclass(frozen=True, slots=True)
class RowResult:
    """What one field's answer got right and wrong; names as labelled, surfaces as answered."""

    line: int
    kind: str
    raw: str
    right: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Micro figures over rows. Where nothing is expected, all three are the share of empty answers."""

    rows: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ParsingScore:
    """The figures of a file, and the rows that cost most."""

    rows: int
    precision: float
    recall: float
    f1: float
    baseline_comma_f1: float
    must_not_hits: int
    by_kind: Mapping[str, Figures]
    worst: tuple[RowResult, ...]

    def to_row(self) -> dict[str, Any]:
        """Plain lists and objects, ready for JSON."""
        return asdict(self)


def score_parsing(
    path: Path,
    given: Given | None = None,
    contexts: Contexts | None = None,
    *,
    known: Known | None = None,
    worst: int = WORST_ROWS,
) -> ParsingScore:
    """The parser's figures on a labelled file, beside those of a plain cut at commas.

    Args:
        path: The file, UTF-8, one JSON object per line.
        given: What a graph holds; names of both sides meet in the skill that they name beside it,
            or by the built-in knowledge alone.
        contexts: See `ingest.identity.resolve`.
        known: Passed to `split_skills`.
        worst: How many of the worst rows to return.

    Raises:
        DataError: A row is not in the format; the sentence names its line and field.
        UnreadableFile: The file cannot be read or holds no row.
    """
    fields = list(read_fields(path))
    sure = [_sure(row.raw, known) for row in fields]
    pieces = [_comma_split(row.raw) for row in fields]
    labelled = (name for row in fields for name in row.names())
    found = beside([*labelled, *chain(*sure), *chain(*pieces)], given, contexts)

    def canonical(name: str) -> str:
        resolution = found.of(name)
        return resolution.skill if resolution else skill_key(name)

    results = [judge(*both, canonical) for both in zip(fields, sure, strict=True)]
    commas = [judge(*both, canonical) for both in zip(fields, pieces, strict=True)]
    kinds = sorted({row.kind for row in fields})
    whole = _figures(fields, results)
    costly = sorted(results, key=lambda r: (-_cost(r), r.line))
    return ParsingScore(
        rows=whole.rows,
        precision=whole.precision,
        recall=whole.recall,
        f1=whole.f1,
        baseline_comma_f1=_figures(fields, commas).f1,
        must_not_hits=sum(len(result.forbidden) for result in results),
        by_kind={kind: _figures(fields, results, kind) for kind in kinds},
        worst=tuple(result for result in costly[:worst] if _cost(result)),
    )


def judge(row: LabelledField, answers: Iterable[str], canonical: Canonical) -> RowResult:
    """One answer against its labels: an expected name is found under any of its accepted names."""
    given = {canonical(answer): answer for answer in answers}
    given.pop("", None)
    fine = {canonical(name) for name in row.optional}
    names = {canonical(name): name for name in row.expected}
    missing = []
    accepted = {canonical(name): also for name, also in row.accept.items()}
    for key, name in names.items():
        keys = {key, *map(canonical, accepted.get(key, ()))}
        fine |= keys
        if keys.isdisjoint(given):
            missing.append(name)
    forbidden = {canonical(name) for name in row.must_not} - names.keys()
    return RowResult(
        line=row.line,
        kind=row.kind,
        raw=row.raw,
        right=len(names) - len(missing),
        missing=tuple(missing),
        extra=tuple(answer for key, answer in given.items() if key not in fine),
        forbidden=tuple(answer for key, answer in given.items() if key in forbidden),
    )


def read_fields(path: Path) -> Iterator[LabelledField]:
    """The rows of a labelled file; blank lines are passed over. Raises as `score_parsing`."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path.name} cannot be read as UTF-8 text: {error}.") from error
    if not any(line.strip() for line in lines):
        raise UnreadableFile(f"{path.name} holds no row.", hint=_FORMAT)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row(path.name, number, line)


def _row(name: str, number: int, line: str) -> LabelledField:
    where = f"{name} line {number}"
    try:
        row = json.loads(line)
    except ValueError as error:
        raise DataError(f"{where} is not JSON: {error}.", hint=_FORMAT) from error
    if not isinstance(row, dict):
        raise DataError(f"{where} is not a JSON object.", hint=_FORMAT)
    if not isinstance(row.get("raw"), str):
        raise DataError(f"{where}: `raw` is missing or not a text.", hint=_FORMAT)
    if "expected" not in row:
        raise DataError(f"{where}: `expected` is missing.", hint=_FORMAT)
    accept = row.get("accept") or {}
    if not isinstance(accept, dict):
        raise DataError(f"{where}: `accept` is not an object of name → list.", hint=_FORMAT)
    return LabelledField(
        line=number,
        raw=row["raw"],
        kind=str(row.get("kind") or "all"),
        expected=_texts(where, "expected", row["expected"]),
        accept={key: _texts(where, "accept", also) for key, also in accept.items()},
        optional=_texts(where, "optional", row.get("optional") or []),
        must_not=_texts(where, "must_not", row.get("must_not") or []),
    )


def _texts(where: str, name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise DataError(f"{where}: `{name}` is not a list of texts.", hint=_FORMAT)


def _sure(raw: str, known: Known | None) -> list[str]:
    return [mention.raw for mention in split_skills(raw, known) if mention.certain]


def _comma_split(raw: str) -> list[str]:
    """The baseline: what stands between commas."""
    return [piece.strip() for piece in raw.split(",")]


def _figures(
    fields: list[LabelledField], results: list[RowResult], kind: str | None = None
) -> Figures:
    chosen = [
        (row, result)
        for row, result in zip(fields, results, strict=True)
        if kind is None or row.kind == kind
    ]
    right = sum(result.right for _, result in chosen)
    missing = sum(len(result.missing) for _, result in chosen)
    extra = sum(len(result.extra) for _, result in chosen)
    if right + missing == 0:
        clean = sum(not result.extra for _, result in chosen) / len(chosen)
        return Figures(len(chosen), clean, clean, clean)
    precision = right / (right + extra) if right else 0.0
    recall = right / (right + missing)
    f1 = 2 * right / (2 * right + missing + extra)
    return Figures(len(chosen), precision, recall, f1)


def _cost(result: RowResult) -> int:
    return len(result.missing) + len(result.extra) + len(result.forbidden)
