"""The ESCO readers, over tables written here in the published layout, and the real ones."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.errors import UnreadableFile
from graph.records import (
    Broader,
    ForeignOccupation,
    Reject,
    SkillConcept,
    SkillGroup,
    SkillListing,
    TitleAlias,
)
from ingest.catalog import sources
from ingest.esco import (
    EscoHierarchySource,
    EscoOccupationsSource,
    EscoRelationsSource,
    EscoSkillsSource,
)
from ingest.source import Source
from tests.ingest.real import only, real

BASE = "http://data.europa.eu/esco"
SKILLS = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status"
SKILLS += ",modifiedDate,scopeNote,definition,inScheme,description"
OCCUPATIONS = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status"
OCCUPATIONS += (
    ",modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code"
)
HIERARCHY = "conceptType,conceptUri,broaderType,broaderUri"
RELATIONS = "occupationUri,relationType,skillType,skillUri"
SKILL, GROUP = "KnowledgeSkillCompetence", "SkillGroup"


def table(path: Path, header: str, *rows: Sequence[str]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def skill(name: str, alt: str = "", hidden: str = "", **cells: str) -> list[str]:
    known = {"skillType": "skill/competence", "status": "released", "description": "What it is."}
    known |= {"conceptUri": f"{BASE}/skill/1-a", "preferredLabel": name}
    known |= {"altLabels": alt, "hiddenLabels": hidden} | cells
    return [known.get(column, "") for column in SKILLS.split(",")]


def occupation(name: str, alt: str = "", **cells: str) -> list[str]:
    known = {"status": "released", "iscoGroup": "2654", "code": "2654.1.7", "description": "Do."}
    known |= {"conceptUri": f"{BASE}/occupation/o-1", "preferredLabel": name, "altLabels": alt}
    known |= cells
    return [known.get(column, "") for column in OCCUPATIONS.split(",")]


def recognising(path: Path) -> list[str]:
    return [source.name for source in sources() if source.recognises(path)]


def test_labels_are_trimmed_and_each_spelling_kept_once(tmp_path):
    path = table(
        tmp_path / "x.gz",
        SKILLS,
        skill(
            " manage  staff ", "lead staff\n\nManage staff\n lead staff \nLead Staff", "run staff"
        ),
    )
    assert recognising(path) == ["esco-skills"]
    [concept] = EscoSkillsSource().read(path)
    assert concept == SkillConcept(
        "esco:1-a", "manage staff", "skill", ("lead staff", "run staff"), "What it is."
    )


def test_a_skill_without_a_type_is_a_skill_and_only_released_ones_count(tmp_path):
    path = table(
        tmp_path / "x.csv",
        SKILLS,
        skill("SQL", skillType="knowledge"),
        skill("ICT safety", skillType=""),
        skill("old", status="obsolete"),
        skill(" "),
        skill("no uri", conceptUri="1-a"),
        skill("an occupation", conceptUri=f"{BASE}/occupation/1-a"),
        skill("x" * 1_001),
        skill("short")[:-1],
    )
    records = list(EscoSkillsSource().read(path))
    assert [(r.name, r.kind) for r in only(SkillConcept, records)] == [
        ("SQL", "knowledge"),
        ("ICT safety", "skill"),
    ]
    assert [(r.row, r.reason) for r in only(Reject, records)] == [
        (5, "no label"),
        (6, "no URI of its kind"),
        (7, "no URI of its kind"),
        (8, "no label"),
        (9, "too few columns"),
    ]


def test_groups_are_titled_by_the_end_of_their_uri(tmp_path):
    path = table(
        tmp_path / "x.csv",
        HIERARCHY,
        [GROUP, f"{BASE}/isced-f/0613", GROUP, f"{BASE}/isced-f/061"],
        [SKILL, f"{BASE}/skill/1-a", GROUP, f"{BASE}/isced-f/0613"],
        [SKILL, f"{BASE}/skill/2-b", SKILL, f"{BASE}/skill/1-a"],
        [SKILL, f"{BASE}/skill/2-b", GROUP, f"{BASE}/skill/3-c"],
        [SKILL, f"{BASE}/skill/2-b", SKILL, f"{BASE}/skill/2-b"],
        [SKILL, "skill 4", SKILL, f"{BASE}/skill/2-b"],
    )
    assert recognising(path) == ["esco-hierarchy"]
    assert list(EscoHierarchySource().read(path)) == [
        SkillGroup("esco:isced-f/0613", "0613"),
        SkillGroup("esco:isced-f/061", "061"),
        Broader("esco:isced-f/0613", "esco:isced-f/061"),
        Broader("esco:1-a", "esco:isced-f/0613"),
        Broader("esco:2-b", "esco:1-a"),
        SkillGroup("esco:3-c", "3-c"),
        Broader("esco:2-b", "esco:3-c"),
        Reject("x.csv", 6, "no URI of a skill", f"{BASE}/skill/2-b"),
        Reject("x.csv", 7, "no URI of a skill", "skill 4"),
    ]


def test_the_hierarchy_of_occupations_is_not_taken(tmp_path):
    row = ["Occupation", f"{BASE}/occupation/1", "ISCOGroup", f"{BASE}/isco/C2654"]
    assert recognising(table(tmp_path / "x.csv", HIERARCHY, row)) == []


def test_thematic_collections_of_skills_are_not_taken(tmp_path):
    header = SKILLS.replace("modifiedDate", "broaderConceptUri")
    assert recognising(table(tmp_path / "x.csv", header, skill("SQL"))) == []


def test_occupations_come_with_a_title_for_each_label(tmp_path):
    path = table(
        tmp_path / "x.csv",
        OCCUPATIONS,
        occupation("technical director ", "head of technical\ntechnical director"),
        occupation("soldier", iscoGroup="31"),
        occupation("gone", status="withdrawn"),
    )
    assert recognising(path) == ["esco-occupations"]
    assert list(EscoOccupationsSource().read(path)) == [
        ForeignOccupation("esco:o-1", "technical director", "Do.", "2654", "2654.1.7"),
        TitleAlias("technical director", "esco:o-1", "esco_label"),
        TitleAlias("head of technical", "esco:o-1", "esco_label"),
        Reject("x.csv", 3, "no ISCO-08 unit group", "31"),
    ]


def test_relations_are_by_key(tmp_path):
    who, what = f"{BASE}/occupation/o-1", f"{BASE}/skill/1-a"
    path = table(
        tmp_path / "x.csv.gz",
        RELATIONS,
        [who, "essential", "knowledge", what],
        [who, "optional", "", what],
        [who, "nice", "", what],
        [what, "optional", "", what],
        [who, "optional", "", "=1+1"],
    )
    assert recognising(path) == ["esco-relations"]
    assert list(EscoRelationsSource().read(path)) == [
        SkillListing("esco:o-1", "esco:1-a", "", "essential"),
        SkillListing("esco:o-1", "esco:1-a", "", "optional"),
        Reject("x.csv.gz", 4, "unknown relation", "nice"),
        Reject("x.csv.gz", 5, "no URI of an occupation", what),
        Reject("x.csv.gz", 6, "no URI of a skill", "=1+1"),
    ]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (SKILLS.replace("altLabels", "other"), "row 1: missing column altlabels"),
        (SKILLS.replace("scopeNote", "status"), "row 1: the column status is there twice"),
    ],
)
def test_a_wrong_header_is_named(tmp_path, header, message):
    path = table(tmp_path / "x.csv", header, skill("SQL"))
    assert recognising(path) == ["esco-skills"]
    with pytest.raises(UnreadableFile, match=message):
        list(EscoSkillsSource().read(path))


# ---- the real files -----------------------------------------------------------------------------

REAL = [
    (EscoSkillsSource(), "skills_en", {SkillConcept: 13_896}),
    (EscoHierarchySource(), "broaderRelationsSkillPillar", {SkillGroup: 647, Broader: 20_656}),
    (EscoOccupationsSource(), "occupations_en", {ForeignOccupation: 3_007, TitleAlias: 33_161}),
    (EscoRelationsSource(), "occupationSkillRelations", {SkillListing: 123_855}),
]


@pytest.mark.parametrize(("source", "name", "counts"), REAL, ids=[name for _, name, _ in REAL])
def test_the_real_files(source: Source, name: str, counts: dict[type, int]) -> None:
    path = real(f"esco/{name}.csv.gz")
    assert recognising(path) == [source.name]
    records = list(source.read(path))
    assert Counter(type(r) for r in records) == counts


def test_real_skills_are_of_two_kinds_and_hang_together():
    concepts = only(SkillConcept, EscoSkillsSource().read(real("esco/skills_en.csv.gz")))
    assert Counter(c.kind for c in concepts) == {"knowledge": 3_059, "skill": 10_831 + 6}
    assert all(c.name == c.name.strip() for c in concepts)
    keys = {c.key for c in concepts}
    listings = EscoRelationsSource().read(real("esco/occupationSkillRelations.csv.gz"))
    by_relation = Counter(r.relation for r in only(SkillListing, listings) if r.skill in keys)
    assert by_relation == {"essential": 64_946, "optional": 58_909}
    hierarchy = list(EscoHierarchySource().read(real("esco/broaderRelationsSkillPillar.csv.gz")))
    groups = {g.key for g in only(SkillGroup, hierarchy)}
    assert not keys & groups
    assert all({b.key, b.parent} <= keys | groups for b in only(Broader, hierarchy))


def test_real_occupations_have_their_own_code():
    records = EscoOccupationsSource().read(real("esco/occupations_en.csv.gz"))
    occupations = only(ForeignOccupation, records)
    assert len({o.code for o in occupations}) == len({o.key for o in occupations}) == 3_007
    assert all(o.code.startswith(o.isco) for o in occupations)
