"""Chooses skill fields for hand labelling: `python benchmarks/parsing_rows.py dice_jobs.csv.gz`.

One JSON line per field on standard output: `kind`, `raw` and `part` (`dev` or `heldout`). The rows
are stratified by the first quirk of `KINDS` that a field shows and drawn with a fixed seed, so the
same file gives the same rows. Two quirks are nearly absent from this copy of the file (its lost
characters and non-breaking spaces were mended); `DAMAGED` puts them back into published fields.
Nothing here knows how the fields are parsed.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SEED = 20290
LONGEST = 260
HELD_OUT = 4  # every fourth row of a kind

# Kind, how many rows, what shows it: the rarer quirks come first.
KINDS: tuple[tuple[str, int, str], ...] = (
    ("placeholder", 16, r"(?i)^\W*(?:(?:please |pls )?(?:see|refer|check)\b.{0,40}|null|n/?a|none"
     r"|test|tbd|various|multiple|.{0,12}(?:job|full) description.{0,6})\W*$"),
    ("wrong_content", 20, r"(?i)telecommut|^\W*(?:full[- ]?time|contract|part[- ]?time|w2|c2c|perm)"
     r"\b.{0,50}$|we are (?:a|an|the)\b|our (?:company|client)|\bcitizen|salary|per hour"),
    ("boolean", 20, r"\bOR\b.*\bOR\b|\bAND\b.*\bAND\b|\band\b[^,;]*\bor\b[^,;]*\band\b"),
    ("cut_200", 16, r"(?s)^.{199}\w$"),
    ("lost_characters", 14, r"(?:^|\s)\?\s\w|\w\?s\b|\ufffd|[a-z]\?[a-z]"),
    ("bullet", 16, r"[•·▪●]"),
    ("numbered", 12, r"\b1[.)]\s?\D.*\b2[.)]\s?\D"),
    ("star", 12, r"(?:^|\s)\*\s?\w.*\s\*\s?\w"),
    ("pipe", 14, r"\|"),
    ("nbsp", 12, r"\xa0"),
    ("brackets", 24, r"\([^()]*,[^()]*\)"),
    ("dash", 14, r"\w - \w[^,;]* - \w"),
    ("semicolon", 22, r";.*\w"),
    ("special_names", 20, r"(?i)(?:^|[\s,/])\.net|\bC #|CI ?/ ?CD|C\+\+|C#"),
    ("variants", 18, r"(?i)java script|node[ .]?js|angular[ .]?js|jave|inteligence|react[ .]js"
     r"|power shell|web ?logic|share point|data base"),
    ("qualifiers", 22, r"(?i)\b(?:strong|years?|yrs|experience|knowledge|hands[- ]on|proficien)\b"
     r".*,|,.*\b(?:strong|years?|yrs|experience|knowledge|hands[- ]on|proficien)"),
    ("slash", 20, r"\w ?/ ?\w"),
    ("generic", 20, r"(?i)^(?:[^,]*,){0,4}\s*(?:development|management|project|testing|security"
     r"|analysis|manager|developer|engineer|architect|analyst|network|database)\s*(?:,|$)"),
    ("trailing_comma", 14, r",\s*$"),
    ("prose", 20, r"^(?:[^\s,]+\s+){13,}"),
    ("no_separator", 30, r"^[^,;|/]*\w\s[^,;|/]*\s\w[^,;|/]*\s\w[^,;|/]*$"),
    ("comma", 44, r",.*,"),
    ("single", 8, r"\w"),
)  # fmt: skip

# Kind, how many rows, which fields, and what is put for what in them.
DAMAGED: tuple[tuple[str, int, str, str, str], ...] = (
    (
        "lost_characters",
        7,
        r"^[^,;]* - [^,;]* - |\* \w.*\* \w|[•●]",
        r"(?<=\s)[-*]+(?=\s)|[•●*]",
        "?",
    ),
    ("lost_characters", 6, r"\w['’]s\b.*\w", r"['’]", "?"),
    ("nbsp", 11, r"\w \w.*,.* ", r" ", "\xa0"),
)


def distinct_fields(path: Path) -> Iterator[str]:
    """Every skill field once, in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from dict.fromkeys(row["skills"] for row in csv.DictReader(file))


def kind_of(field: str) -> str:
    """The first quirk that the field shows; empty when it shows none."""
    return next((kind for kind, _, pattern in KINDS if re.search(pattern, field)), "")


def chosen(fields: Iterator[str], seed: int = SEED) -> Iterator[tuple[str, str, str]]:
    """(kind, field, part) of the drawn rows, kind by kind."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for field in fields:
        if 0 < len(field) <= LONGEST and (kind := kind_of(field)):
            by_kind[kind].append(field)
    draw = random.Random(seed)
    for kind, count, _ in KINDS:
        rows = draw.sample(by_kind[kind], min(count, len(by_kind[kind])))
        for position, field in enumerate(rows):
            yield kind, field, part(position)
    taken = [field for fields in by_kind.values() for field in fields]
    for kind, count, shown, lost, put in DAMAGED:
        pool = [field for field in taken if len(field) < 160 and re.search(shown, field)]
        for position, field in enumerate(draw.sample(pool, count)):
            yield kind, re.sub(lost, put, field), part(position)


def part(position: int) -> str:
    """Which file a row goes to."""
    return "heldout" if position % HELD_OUT == HELD_OUT - 1 else "dev"


def main() -> None:
    """Print the drawn rows of the file named on the command line."""
    for kind, field, part in chosen(distinct_fields(Path(sys.argv[1]))):
        print(json.dumps({"kind": kind, "raw": field, "part": part}, ensure_ascii=False))


if __name__ == "__main__":
    main()
