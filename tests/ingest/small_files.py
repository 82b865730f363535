"""Small files of every kind of source, whose skills, titles and occupations overlap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.ingest import test_dice as dice
from tests.ingest import test_esco as esco
from tests.ingest.taxonomies import onet
from tests.ingest.test_bls import TITLE_HEADER, soc, workbook

Row = tuple[str, str]
"""A posting's title and skills."""

ROWS: Sequence[Row] = (
    ("Java Developer", "Java, SQL, Git"),
    ("Sr. Java Developer", "JAVA, core java, Loom Studio"),
    ("Software Developers", "sql; git; C++"),
    ("Barista", "Frobnication, Excel"),
    ("Network Administrator", "Frobnicatoin, MS Excel, Puppet Theatre"),
)


def postings(path: Path, rows: Sequence[Row]) -> Path:
    """A Dice file with these rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return dice.write(path, *(dice.row(jobtitle=title, skills=skills) for title, skills in rows))


def taxonomies(folder: Path) -> list[Path]:
    """SOC, direct match titles, O*NET, ESCO and the crosswalk between them."""
    onet(folder)
    titles = [["A bureau"], [], TITLE_HEADER]
    titles += [["15-1252", "Software Developers", "Java Developer", "x"]]
    workbook(folder / "titles.xlsx", structure=titles)
    soc(
        folder / "soc.xlsx",
        ["Major", "15-0000", "Computer Occupations", None],
        ["Minor", "15-1200", "Computer Occupations", None],
        ["Broad", "15-1250", "Software and Web", None],
        ["Detailed", "15-1252", "Software Developers", "Write programs."],
    )
    uri = f"{esco.BASE}/occupation/o-1"
    esco.table(
        folder / "skills_en.csv",
        esco.SKILLS,
        esco.skill("Java (computer programming)", "Java", conceptUri=f"{esco.BASE}/skill/1"),
        esco.skill("use spreadsheets", "MS Excel\nExcel", conceptUri=f"{esco.BASE}/skill/2"),
    )
    esco.table(
        folder / "hierarchy.csv",
        esco.HIERARCHY,
        [esco.SKILL, f"{esco.BASE}/skill/1", esco.SKILL, f"{esco.BASE}/skill/2"],
    )
    esco.table(
        folder / "occupations_en.csv",
        esco.OCCUPATIONS,
        esco.occupation("software developer", "Java developer", conceptUri=uri, iscoGroup="2512"),
    )
    esco.table(
        folder / "relations.csv",
        esco.RELATIONS,
        [uri, "essential", "knowledge", f"{esco.BASE}/skill/1"],
        [uri, "optional", "skill/competence", f"{esco.BASE}/skill/2"],
    )
    esco.table(
        folder / "soc_isco.csv",
        "soc_code,soc_title,isco08_code,isco08_title,mapping_type",
        ["15-1252", "Software Developers", "2512", "Software developers", "direct"],
    )
    return sorted(folder.iterdir())
