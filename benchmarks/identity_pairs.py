"""Pairs of skill strings to label by hand, drawn from real postings by a fixed seed.

python -m benchmarks.identity_pairs --data ../shared/data [--count 60] [--seed 20] > pairs.csv

Each kind of pair is drawn on its own, so that the hard ones are there: near spellings, shared
words, acronym shapes, same beginnings, short frequent names, and pairs at random. The column
`same` is left empty for the person who judges. The readers of ESCO and O*NET here take what
identity needs and nothing else; `surfaces`, `contexts` and `anchors` also serve measurements.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path

from python_calamine import CalamineWorkbook
from rapidfuzz.distance import OSA

from graph.keys import fold, skill_key
from graph.records import Posting
from ingest.dice import DiceSource
from ingest.identity import Anchor, Contexts, Surface

Pair = tuple[str, str]


@cache
def postings(path: Path) -> tuple[tuple[str, ...], ...]:
    """The surely asked names of each posting of a Dice file, as written."""
    records = (record for record in DiceSource().read(path) if isinstance(record, Posting))
    return tuple(tuple(m.raw for m in record.skills if m.certain) for record in records)


def surfaces(path: Path) -> list[Surface]:
    """The spelling groups of a Dice file, in the order of their keys."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for names in postings(path):
        for name in names:
            found[skill_key(name)][name] += 1
    return [Surface(key, dict(found[key])) for key in sorted(found)]


def contexts(path: Path) -> Contexts:
    """Which keys stand in one posting with the keys asked for, and how often."""

    def ask(keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        wanted = set(keys)
        found: dict[str, Counter[str]] = {key: Counter() for key in wanted}
        for names in postings(path):
            here = {skill_key(name) for name in names}
            for key in here & wanted:
                found[key].update(here - {key})
        return found

    return ask


def esco(path: Path) -> Iterator[Anchor]:
    """The concepts of ESCO's `skills_en.csv(.gz)`."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            labels = f"{row['altLabels']}\n{row['hiddenLabels']}".split("\n")
            yield Anchor(
                f"esco:{row['conceptUri'].rsplit('/', 1)[-1]}",
                row["preferredLabel"].strip(),
                "knowledge" if row["skillType"] == "knowledge" else "skill",
                tuple(label.strip() for label in labels if label.strip()),
                "esco",
            )


def onet(path: Path) -> Iterator[Anchor]:
    """The technologies of O*NET's `Technology Skills.xlsx`."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    names = {str(row[rows[0].index("Example")]).strip() for row in rows[1:]}
    for name in sorted(names):
        yield Anchor(f"onet:{fold(name)}", name, "tool", (), "onet")


def anchors(data: Path) -> list[Anchor]:
    """The concepts of both taxonomies below the data folder."""
    return [
        *esco(data / "esco" / "skills_en.csv.gz"),
        *onet(data / "onet" / "Technology Skills.xlsx"),
    ]


# ---- kinds of pairs -------------------------------------------------------------------------------


def near(names: list[str]) -> Iterator[Pair]:
    """Spellings one or two letters apart."""
    for left, right in _blocked(names, lambda name: {skill_key(name)[:3], skill_key(name)[-4:]}):
        if 0 < OSA.distance(skill_key(left), skill_key(right), score_cutoff=2) <= 2:
            yield left, right


def shared(names: list[str]) -> Iterator[Pair]:
    """Names of up to four words that share a word."""
    few = [name for name in names if len(name.split()) <= 4]
    yield from _blocked(few, lambda name: set(fold(name).split()))


def acronyms(names: list[str]) -> Iterator[Pair]:
    """A short name and a longer one whose words begin with its letters."""
    by_initials: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = fold(name).split()
        if len(words) > 1:
            by_initials["".join(word[0] for word in words)].append(name)
    for name in names:
        if 2 <= len(skill_key(name)) <= 5:
            yield from ((name, other) for other in by_initials[skill_key(name)])


def beginnings(names: list[str]) -> Iterator[Pair]:
    """One name begins with the other."""
    for left, right in _blocked(names, lambda name: {skill_key(name)[:4]}):
        short, long = sorted((skill_key(left), skill_key(right)), key=len)
        if long.startswith(short) and short != long:
            yield left, right


def short(names: list[str]) -> Iterator[Pair]:
    """Names of up to three letters, digits or signs."""
    yield from combinations([name for name in names if len(skill_key(name)) <= 3], 2)


def _blocked(names: list[str], blocks: Callable[[str], Iterable[str]]) -> Iterator[Pair]:
    members: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for block in blocks(name):
            members[block].append(name)
    for block in sorted(members):
        if len(members[block]) <= 400:
            yield from combinations(members[block], 2)


def draw(found: list[Surface], count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """`count` pairs of each kind, as (kind, a, b)."""
    rng = random.Random(seed)
    often = [best(s) for s in found if s.postings >= 3]
    every = [best(s) for s in found]
    known = [best(s) for s in sorted(found, key=lambda s: (-s.postings, s.key))[:400]]
    kinds: dict[str, Iterator[Pair]] = {
        "near": near(every),
        "shared": shared(often),
        "acronym": acronyms(every),
        "beginning": beginnings(often),
        "short": short(known),
        "random": iter([(rng.choice(often), rng.choice(often)) for _ in range(count)]),
    }
    for kind, pairs in kinds.items():
        unique = sorted(set(pairs))
        for a, b in rng.sample(unique, min(count, len(unique))):
            yield kind, a, b


def best(surface: Surface) -> str:
    """The most frequent spelling."""
    return min(surface.spellings, key=lambda text: (-surface.spellings[text], text))


def main() -> None:
    """Print the pairs as CSV with an empty column to fill in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20)
    given = parser.parse_args()
    writer = csv.writer(sys.stdout)
    writer.writerow(["kind", "a", "b", "same"])
    for kind, a, b in draw(
        surfaces(given.data / "dice" / "dice_jobs.csv.gz"), given.count, given.seed
    ):
        writer.writerow([kind, a, b, ""])


if __name__ == "__main__":
    main()
