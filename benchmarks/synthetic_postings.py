"""Made-up postings as Dice CSV files of any length: skills as unevenly asked for as real ones.

How often a skill is asked for falls with its rank as Zipf's law has it, and so do titles; the same
seed writes the same bytes, and a longer file begins with the rows of a shorter one. Names are made of
syllables: as with real postings, new ones keep coming, ever more seldom.
"""

from __future__ import annotations

import csv
import random
from itertools import accumulate, product
from pathlib import Path

from ingest.dice import COLUMNS

SKILLS = 20_000
TITLES = 2_000
EXPONENT = 1.05
FEWEST, MOST = 3, 15
SYLLABLES = "ba ce di fo gu ha ji ko lu ma ne pi qua ro su ta ve wi xo zu".split()
ROLES = "Developer Engineer Analyst Administrator Architect Manager Consultant Tester".split()
WORDS = "We build systems for clients and look for people who like their work and learn".split()


def write(path: Path, rows: int, seed: int) -> None:
    """Write so many postings."""
    random_ = random.Random(seed)
    skills = _names(SKILLS, random_)
    titles = [f"{name} {random_.choice(ROLES)}" for name in _names(TITLES, random_)]
    asked, advertised = _sums(len(skills)), _sums(len(titles))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number in range(rows):
            count = random_.randint(FEWEST, MOST)
            wanted = dict.fromkeys(random_.choices(skills, cum_weights=asked, k=count))
            title = random_.choices(titles, cum_weights=advertised)[0]
            text = " ".join(random_.choices(WORDS, k=60))
            writer.writerow(_row(number, title, ", ".join(wanted), text))


def _row(number: int, title: str, skills: str, text: str) -> dict[str, str]:
    told = {"jobtitle": title, "skills": skills, "jobdescription": text}
    place = {"company": f"Company {number % 997}", "joblocation_address": "Springfield, IL"}
    return {**dict.fromkeys(COLUMNS, ""), **told, **place, "uniq_id": f"made-{number:08d}"}


def _names(count: int, random_: random.Random) -> list[str]:
    """Different names of three or four syllables, in an order of the seed's."""
    made = ["".join(parts) for parts in product(SYLLABLES, repeat=4)]
    return [name.capitalize() for name in random_.sample(made, count)]


def _sums(count: int) -> list[float]:
    return list(accumulate(1 / rank**EXPONENT for rank in range(1, count + 1)))
