"""Names of occupations from the published files: SOC titles, direct match titles, O*NET titles."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph.keys import soc_key
from graph.records import Occupation, TitleAlias
from ingest.bls_soc import DirectMatchSource, SocDefinitionsSource
from ingest.title_names import TitleName
from ingest.workbooks import Columns, columns, open_table, text_of

_ALTERNATES = columns(
    code=r"o\*net-soc code", title="title", alternate="alternate title", short="short title"
)
_OCCUPATIONS = columns(code=r"o\*net-soc code", title="title", description="description")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of occupations, and the occupations by key: title, definition."""

    names: list[TitleName]
    occupations: dict[str, tuple[str, str]]


def read_names(data: Path) -> Names:
    """Every name of SOC 2018 and O*NET under a folder laid out as `../shared/data`.

    An O*NET code of eight digits stands for its SOC code (`15-1299.08` for `15-1299`).
    """
    occupations, names = {}, []
    for record in SocDefinitionsSource().read(data / "bls/soc_2018_definitions.xlsx"):
        if isinstance(record, Occupation):
            occupations[record.key] = (record.title, record.definition)
            names.append(TitleName(record.title, record.key, "soc_title"))
    direct = DirectMatchSource().read(data / "bls/soc_2018_direct_match_title_file.xlsx")
    aliases = [alias for alias in direct if isinstance(alias, TitleAlias)]
    names += [TitleName(alias.text, alias.occupation, "direct_match") for alias in aliases]
    names += _onet(data / "onet/Alternate Titles.xlsx", _ALTERNATES, ("alternate", "short"))
    names += _onet(data / "onet/Occupation Data.xlsx", _OCCUPATIONS, ("title",))
    known = [name for name in names if name.occupation in occupations]
    return Names(list(dict.fromkeys(known)), occupations)


def _onet(path: Path, wanted: Columns, cells: tuple[str, ...]) -> list[TitleName]:
    found = []
    for _, row in open_table(path, wanted).rows():
        texts = [text_of(row[cell]) for cell in cells]
        code = text_of(row["code"]).partition(".")[0]
        found += [
            TitleName(text, soc_key(code), "onet_title") for text in texts if text and text != "n/a"
        ]
    return found


def dice_titles(data: Path) -> Counter[str]:
    """How many postings carry each title, as published."""
    path = data / "dice/dice_jobs.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        titles = (" ".join(row["jobtitle"].split()) for row in csv.DictReader(file))
        return Counter(title for title in titles if title)
