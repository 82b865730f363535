"""How well titles find their occupation: top 1, top 5, and `none` where nothing fits.

A file has the columns `title` and `soc_code` (`15-1252`, also without the hyphen or as O*NET's
`15-1252.00`; empty where no occupation fits), and may have `accepted_soc_codes`, further codes that
count as right, separated by `|`. Other columns are
left alone. Titles that a name of the graph settles word for word are counted apart: they say
nothing about how unknown titles fare.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableFile
from graph.keys import soc_key
from ingest.tables import csv_rows
from ingest.title_ranker import TitleIndex, TitleMatch

_CODE = re.compile(r"(\d{2})-?(\d{4})(?:\.\d{2})?")
_COLUMNS = ("title", "soc_code")
_HINT = "The columns are title, soc_code and, if there is one, accepted_soc_codes."


@dataclass(frozen=True, slots=True)
class LabelledTitle:
    """A title, the keys of the occupations that are right for it, and whether none is best."""

    title: str
    accepted: frozenset[str]
    none: bool = False


@dataclass(frozen=True, slots=True)
class TitlesScore:
    """Shares are 0 to 1, and 0 where nothing was to be counted.

    `rows` are all rows; those of `exact_rows`, of which `exact_top1` are right, are in no other
    figure. `top1` counts `none` as wrong; `top5` looks at the candidates whatever the answer.
    `none_accuracy` is over rows without a code, `false_none` over rows with one, `coverage` is the
    share of all that got an occupation. `exact_only` and `nearest_name` are the top 1 of baselines:
    names after normalising alone, and the most similar name.
    """

    rows: int
    exact_rows: int
    exact_top1: float
    with_code: int
    without_code: int
    top1: float
    top5: float
    none_accuracy: float
    false_none: float
    coverage: float
    exact_only: float
    nearest_name: float


def read_labelled(path: Path) -> list[LabelledTitle]:
    """The rows of a file, in order.

    Raises:
        UnreadableFile: No rows, a column missing, a row without title, a code that is none.
    """
    rows = list(csv_rows(path))
    header = rows[0] if rows else None
    names = [cell.strip().casefold() for cell in header.cells] if header else []
    missing = [name for name in _COLUMNS if name not in names]
    if missing:
        raise UnreadableFile(f"{path.name}: missing column {', '.join(missing)}.", hint=_HINT)
    found = []
    for row in rows[1:]:
        if len(row.cells) != len(names):
            raise UnreadableFile(
                f"{path.name}, row {row.number}: {len(row.cells)} cells instead of {len(names)}.",
                hint="Put a title that holds a comma in quotes.",
            )
        cells = dict(zip(names, (cell.strip() for cell in row.cells), strict=True))
        found.append(_labelled(cells, f"{path.name}, row {row.number}"))
    if not found:
        raise UnreadableFile(f"{path.name} has a header and no rows.", hint=_HINT)
    return found


def _labelled(cells: dict[str, str], where: str) -> LabelledTitle:
    if not cells["title"]:
        raise UnreadableFile(f"{where}: no title.", hint="Fill it in or remove the row.")
    also = [code.strip() for code in cells.get("accepted_soc_codes", "").split("|")]
    accepted = set()
    for code in filter(None, (cells["soc_code"], *also)):
        digits = _CODE.fullmatch(code)
        if not digits:
            raise UnreadableFile(
                f"{where}: {code!r} is no SOC code.", hint="Write six digits as in 15-1252."
            )
        accepted.add(soc_key("-".join(digits.groups())))
    return LabelledTitle(cells["title"], frozenset(accepted), not cells["soc_code"])


def score_titles(path: Path, index: TitleIndex) -> TitlesScore:
    """Figures for the titles of a file.

    Raises:
        UnreadableFile: As `read_labelled`.
    """
    return score_rows(read_labelled(path), index)


def score_rows(rows: Sequence[LabelledTitle], index: TitleIndex) -> TitlesScore:
    """Figures for rows that are already read."""
    matches = index.rank([row.title for row in rows])
    exact: list[tuple[LabelledTitle, TitleMatch]] = []
    rest: list[tuple[LabelledTitle, TitleMatch]] = []
    for row, match in zip(rows, matches, strict=True):
        same = index.exact.word_for_word(row.title)
        (exact if same else rest).append((row, match))
    coded = [(row, match) for row, match in rest if not row.none]
    bare = [(row, match) for row, match in rest if row.none]
    titles = [row.title for row, _ in coded]
    return TitlesScore(
        rows=len(rows),
        exact_rows=len(exact),
        exact_top1=_share([_right(row, match) for row, match in exact]),
        with_code=len(coded),
        without_code=len(bare),
        top1=_share([_right(row, match) for row, match in coded]),
        top5=_share([_listed(row, match) for row, match in coded]),
        none_accuracy=_share([_right(row, match) for row, match in bare]),
        false_none=_share([match.occupation is None for _, match in coded]),
        coverage=_share([match.occupation is not None for _, match in rest]),
        exact_only=_share(
            [match.method == "normalised" and _right(r, match) for r, match in coded]
        ),
        nearest_name=_share(
            [
                key in row.accepted
                for (row, _), key in zip(coded, index.nearest(titles), strict=True)
            ]
        ),
    )


def _right(row: LabelledTitle, match: TitleMatch) -> bool:
    if match.occupation is None:
        return row.none
    return match.occupation in row.accepted


def _listed(row: LabelledTitle, match: TitleMatch) -> bool:
    return any(key in row.accepted for key, _ in match.candidates[:5])


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
