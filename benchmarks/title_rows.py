"""Distinct Dice titles to label by hand: five strata, chosen by a fixed seed.

python -m benchmarks.title_rows --data ../shared/data > rows.csv

Prints `stratum,title` as CSV. Titles that are, folded, a name of SOC or O*NET are left out: they need
no judgement. `common` is drawn by how many postings carry a title, `rare` from the normalised titles
that one posting has, `noisy` from those of which normalising cuts much, and `bare` from those in
which no word names a role or only a role stands, `nameless` from the short ones without any word of
work: where titles that fit no occupation are found.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.title_names import dice_titles, read_names
from graph.keys import fold
from ingest.title_words import ROLE_NOUNS, SINGLE_ROLES
from ingest.titles import normalise_title

SEED = 20_181
SIZES = {"common": 150, "rare": 90, "noisy": 60, "bare": 210, "nameless": 110}
_MUCH = 15
_HINTS = (*ROLE_NOUNS, "test", "design", "develop", "recruit", "architect", "admin", "sale")


def _bare(title: str) -> bool:
    words = normalise_title(title).split()
    roles = [word for word in words if word in ROLE_NOUNS or word.rstrip("s") in ROLE_NOUNS]
    return not roles or (len(words) == 1 and words[0] in SINGLE_ROLES)


def _nameless(title: str) -> bool:
    words = re.split(r"[\W_]+", normalise_title(title))
    return len(words) <= 4 and not any(word.startswith(_HINTS) for word in words)


def strata(titles: Counter[str], known: frozenset[str]) -> dict[str, list[str]]:
    """Titles by stratum, each title once, in the order drawn."""
    rng = random.Random(SEED)
    names = sorted(title for title in titles if fold(title) not in known)
    normal = Counter(normalise_title(title) for title in names)
    weights = {title: titles[title] for title in names}
    pools = {
        "bare": [t for t in names if _bare(t)],
        "noisy": [t for t in names if len(t) - len(normalise_title(t)) >= _MUCH],
        "rare": [t for t in names if normal[normalise_title(t)] == 1],
        "common": names,
        "nameless": [t for t in names if _nameless(t)],
    }
    taken: set[str] = set()
    drawn = {}
    for stratum, pool in pools.items():
        left = [t for t in pool if normalise_title(t) not in taken]
        # A draw without replacement by weight: the largest of u ** (1 / w).
        power = {t: rng.random() ** (1 / (weights[t] if stratum == "common" else 1)) for t in left}
        chosen: list[str] = []
        for title in sorted(left, key=power.__getitem__, reverse=True):
            if normalise_title(title) not in taken and len(chosen) < SIZES[stratum]:
                chosen.append(title)
                taken.add(normalise_title(title))
        drawn[stratum] = chosen
    return drawn


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    known = frozenset(fold(name.text) for name in read_names(data).names)
    out = csv.writer(sys.stdout)
    out.writerow(("stratum", "title"))
    for stratum, titles in strata(dice_titles(data), known).items():
        out.writerows((stratum, title) for title in titles)


if __name__ == "__main__":
    main()
