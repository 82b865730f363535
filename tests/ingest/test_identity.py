"""Which names become one skill, what it is called, and what people's decisions do."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from graph.keys import skill_key
from ingest.identity import Anchor, Decision, Identities, Surface, resolve


def surface(text: str, postings: int = 5, **more: int) -> Surface:
    return Surface(skill_key(text), {text: postings, **more})


def found(*names: str | tuple[str, int], anchors: tuple[Anchor, ...] = ()) -> Identities:
    pairs = [(name, 5) if isinstance(name, str) else name for name in names]
    return resolve([surface(text, count) for text, count in pairs], anchors)


def same(a: str, b: str, *others: str | tuple[str, int], anchors: tuple[Anchor, ...] = ()) -> bool:
    names = found(a, b, *others, anchors=anchors)
    left, right = names.of(a), names.of(b)
    assert left
    assert right
    return left.skill == right.skill


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("k8s", "Kubernetes"),
        ("JS", "JavaScript"),
        ("ROR", "Ruby on Rails"),
        ("MS Excel", "Microsoft Excel"),
        ("Excel", "MS Excel"),
        ("ReactJS", "React"),
        ("Angular.js", "AngularJS"),
        ("REST APIs", "REST API"),
        ("web service", "Web Services"),
        ("R&D", "Research and Development"),
        ("Load & Performance Testing", "Load/Performance Testing"),
        ("Routing & Switching", "switching and routing"),
        ("Data Modelling", "Data Modeling"),
        ("Java 8", "Java"),
        ("Python3", "Python"),
        ("HTML5", "HTML"),
        (".NET 4.5", ".NET"),
        ("strong python", "Python"),
        ("java developer", "Java"),
        ("SQL programming", "SQL"),
        ("Data Analyst", "Data Analysis"),
        ("CCNA certification", "CCNA"),
        ("Python (computer programming)", "Python"),
        ("Windows Server 2008 R2/2012", "Windows Server"),
        ("time management skills", "time management"),
        ("Backbase 5.4", "Backbase"),
    ],
)
def test_names_of_one_skill(a: str, b: str) -> None:
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Java", "JavaScript"),
        ("C", "C#"),
        ("C", "C++"),
        ("R", "Go"),
        ("Angular", "AngularJS"),
        ("PM", "Project Management"),
        ("BA", "Business Analysis"),
        ("C 4", "C"),
        ("SQL Server", "SQL"),
        ("VB.NET", "VB"),
        ("ASP", "ASP.NET"),
        ("H.264", "H"),
        ("Layer 3", "Layer"),
        ("digital experience", "digital"),
        ("Unix scripts", "Unix"),
        ("SANS", "SAN"),
        ("OpenCL", "OpenGL"),
        ("NHibernate", "Hibernate"),
        ("Q&A", "QA"),
        ("Windows", "Window"),
        ("Web 2.0", "Web"),
    ],
)
def test_names_of_two_skills(a: str, b: str) -> None:
    assert not same(a, b)


def test_a_number_behind_an_everyday_word_is_no_version() -> None:
    concept = Anchor("esco:1", "plan travel", "skill", (), "esco")
    assert not same("travel 80", "travel", anchors=(concept,))
    assert same("travel 8.1", "travel", anchors=(concept,))
    assert same("frobnicator 80", "frobnicator", anchors=(concept,))


def test_a_name_that_nothing_joins_is_its_own_skill() -> None:
    names = found("underwater basket weaving")
    assert names.of("Underwater Basket-Weaving") == names.names["underwaterbasketweaving"]
    assert names.of("basket weaving") is None


def test_the_frequent_well_known_name_is_the_skills_own() -> None:
    names = resolve(
        [
            surface("Amazon Web Services", 36),
            surface("AWS", 518),
            surface("AWS developer", 900),
            surface("Kubernets", 3),
        ]
    )
    assert names.skills["aws"].name == "AWS"
    assert names.skills["aws"].surfaces == ("amazonwebservices", "aws", "awsdeveloper")
    assert names.skills["aws"].postings == 1454
    developer = names.of("AWS developer")
    assert developer
    assert (developer.skill, developer.method, developer.score) == ("aws", "qualifier", 0.8)
    assert developer.because == "'AWS developer' is 'aws' with a qualifier"


def test_the_most_frequent_spelling_is_shown() -> None:
    names = resolve([Surface("nodejs", {"Node.JS": 3, "NodeJS": 9, "Node JS": 9})])
    assert names.skills["nodejs"].name == "Node JS"


def test_status_follows_postings_and_anchors() -> None:
    names = resolve(
        [surface("Foo Bar", 1), surface("Baz Qux", 2), surface("Quux", 0)],
        [Anchor("onet:quux", "Quux", "tool", (), "onet")],
    )
    status = {key: skill.status for key, skill in names.skills.items()}
    assert status == {"foobar": "candidate", "bazqux": "canonical", "quux": "canonical"}
    assert names.skills["quux"].kind == "tool"


# ---- taxonomies ----------------------------------------------------------------------------------


def test_an_anchor_lends_its_labels() -> None:
    esco = Anchor(
        "esco:1", "Frobnication Method", "knowledge", ("FrobMeth", "blorp theory"), "esco"
    )
    names = resolve([surface("Frobnication methods", 9)], [esco])
    skill = names.of_anchor("esco:1")
    assert skill == "frobnicationmethods"
    assert names.skills[skill].kind == "knowledge"
    assert names.names["frobmeth"].skill == skill
    assert names.names["blorptheory"].score < names.names["frobnicationmethod"].score


def test_a_label_of_several_concepts_decides_nothing() -> None:
    anchors = (
        Anchor("esco:1", "Blorp Analysis", "skill", ("Blorp Analyses", "blorping"), "esco"),
        Anchor("esco:2", "Blorp Synthesis", "skill", ("blorping",), "esco"),
    )
    names = resolve([surface("blorping")], anchors)
    assert names.names["blorping"].skill == "blorping"
    assert len(names.skills) == 3


def test_a_label_that_is_another_thing_joins_no_posting() -> None:
    managing = Anchor("esco:1", "database management systems", "knowledge", ("Adabas",), "esco")
    names = resolve([surface("Adabas")], [managing])
    assert names.names["adabas"].skill == "adabas"


def test_an_acronym_in_a_taxonomys_name() -> None:
    tool = Anchor("onet:x", "Blorp monitoring unit BMU software", "tool", (), "onet")
    names = resolve([surface("BMU", 9), surface("Blorp Monitoring Unit")], [tool])
    assert names.skills["bmu"].surfaces == ("blorpmonitoringunit", "bmu")
    assert names.of_anchor("onet:x") == "bmu"


def test_an_acronym_in_brackets() -> None:
    assert same("Blorp Monitoring Unit (BMU)", "Blorp Monitoring Unit")
    assert same("BMU (Blorp Monitoring Unit)", "BMU")
    assert not same("Blorp Monitoring Unit (XYZ)", "XYZ")
    assert same("Source Code Metrics (SCM)", "Source Code Metrics")
    assert not same("Source Code Metrics (SCM)", "SCM"), "it means too many things"


def test_an_acronym_that_may_mean_something_else_is_not_taken() -> None:
    anchors = (
        Anchor("onet:1", "Pathogen modeling program PMP", "tool", (), "onet"),
        Anchor("onet:2", "Erosion productivity impact calculator EPIC", "tool", (), "onet"),
        Anchor("onet:3", "Blorp monitoring unit BMU", "tool", (), "onet"),
        Anchor("esco:4", "basic manual unloading", "skill", ("BMU",), "esco"),
    )
    names = resolve([surface("PMP"), surface("Epic"), surface("BMU")], anchors)
    assert [names.skills[key].anchors for key in ("pmp", "epic", "bmu")] == [(), (), ()]


def test_software_for_a_work_is_not_the_work() -> None:
    anchors = (
        Anchor("onet:1", "Accounting software", "tool", (), "onet"),
        Anchor("onet:2", "Frobnicator software", "tool", (), "onet"),
        Anchor("esco:1", "accounting", "knowledge", (), "esco"),
    )
    names = resolve([surface("Accounting"), surface("Frobnicator")], anchors)
    assert names.skills["accounting"].anchors == ("esco:1",)
    assert names.skills["frobnicator"].anchors == ("onet:2",)


def test_two_concepts_of_a_taxonomy_stay_apart() -> None:
    anchors = (
        Anchor("onet:1", "Microsoft Excel", "tool", (), "onet"),
        Anchor("onet:2", "Excel", "tool", (), "onet"),
        Anchor("esco:1", "excel", "tool", (), "esco"),
    )
    names = resolve([surface("MS Excel")], anchors)
    assert names.of_anchor("onet:1") != names.of_anchor("onet:2")
    assert names.of_anchor("onet:2") == names.of_anchor("esco:1")


def test_the_makers_name_may_be_missing() -> None:
    anchors = (
        Anchor("onet:1", "Acme Frobulator", "tool", (), "onet"),
        Anchor("onet:2", "Acme Notebook", "tool", (), "onet"),
        Anchor("onet:3", "Other Notebook", "tool", (), "onet"),
        Anchor("esco:1", "cook for many people", "skill", (), "esco"),
    )
    names = resolve([surface("Frobulator"), surface("Notebook")], anchors)
    assert names.of_anchor("onet:1") == "frobulator"
    assert names.of_anchor("onet:2") == "acmenotebook"


# ---- mistyped names ------------------------------------------------------------------------------


def beside(table: Mapping[str, Mapping[str, int]], asked: list[set[str]]):
    def ask(keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        asked.append(set(keys))
        return {key: table.get(key, {}) for key in keys}

    return ask


def test_a_rare_name_near_a_frequent_one_is_mistyped() -> None:
    names = resolve([surface("Frobnicator", 5301), surface("Frobnicatro", 12)])
    assert names.names["frobnicatro"].skill == "frobnicatro", "too many postings for a slip"
    names = resolve([surface("Frobnicator", 5301), surface("Frobnicatro", 2)])
    resolution = names.names["frobnicatro"]
    assert (resolution.skill, resolution.method) == ("frobnicator", "typo")
    assert resolution.because == "2 postings against 5,301 postings, one letter apart"


def test_companions_speak_for_and_against() -> None:
    surfaces = [surface("Frobnica", 90), surface("Frobncia", 2), surface("Blorp", 9)]
    asked: list[set[str]] = []
    table = {"frobncia": {"blorp": 2, "x": 1}, "frobnica": {"blorp": 7}}
    names = resolve(surfaces, contexts=beside(table, asked))
    assert asked == [{"frobncia", "frobnica"}]
    assert names.names["frobncia"].because.endswith("shares 1 of its 2 commonest companions")
    stranger = {"frobncia": {"x": 2}, "frobnica": {"blorp": 7}}
    names = resolve(surfaces, contexts=beside(stranger, []))
    assert names.names["frobncia"].skill == "frobncia"


def test_one_letter_of_a_long_name_needs_no_companions() -> None:
    surfaces = [surface("Frobnication method", 90), surface("Frobnicaton method", 2)]
    table = {"frobnicationmethod": {"x": 9}, "frobnicatonmethod": {"y": 2}}
    names = resolve(surfaces, contexts=beside(table, []))
    assert names.names["frobnicatonmethod"].skill == "frobnicationmethod"


@pytest.mark.parametrize(
    ("rare", "frequent"),
    [
        ("Frobnicator 3", "Frobnicator 4"),
        ("SAP QX", "SAP QY"),
        ("Frobnicated", "Frobnicates"),
        ("Blorp", "Blarp"),
        ("Cisco ABC", "Cisco ABD"),
        ("Frob#icator", "Frobnicator"),
    ],
)
def test_what_is_no_typo(rare: str, frequent: str) -> None:
    names = resolve([surface(rare, 1), surface(frequent, 900)])
    assert names.names[skill_key(rare)].skill == skill_key(rare)


def test_a_taxonomys_name_is_never_mistyped() -> None:
    hematology = Anchor("esco:1", "Frobnicatro", "knowledge", (), "esco")
    names = resolve([surface("Frobnicator", 900), surface("Frobnicatro", 1)], [hematology])
    assert names.of_anchor("esco:1") == "frobnicatro"


# ---- people --------------------------------------------------------------------------------------


def test_people_join_and_part() -> None:
    surfaces = [surface("Excel"), surface("MS Excel"), surface("Calc"), surface("Node.js", 9)]
    merge = Decision("merge", "calc", "Node JS")
    names = resolve(surfaces, decisions=[merge, Decision("split", "ms excel", "Excel")])
    assert names.names["calc"].skill == "nodejs"
    assert names.names["calc"].method == "person"
    assert names.names["msexcel"].skill == "msexcel"
    assert names.names["excel"].skill == "excel"


def test_a_split_takes_only_its_own_name_out() -> None:
    surfaces = [surface(t, n) for t, n in (("Excel", 9), ("Microsoft Excel", 5), ("MS Excel", 4))]
    names = resolve(surfaces, decisions=[Decision("split", "Excel", "MS Excel")])
    assert names.skills["excel"].surfaces == ("excel",)
    assert names.skills["microsoftexcel"].surfaces == ("microsoftexcel", "msexcel")


def test_a_split_is_not_undone_by_a_merge_around_it() -> None:
    surfaces = [surface("Foo Bar"), surface("Baz Qux"), surface("Quux Corge")]
    decisions = [
        Decision("merge", "Foo Bar", "Baz Qux"),
        Decision("merge", "Baz Qux", "Quux Corge"),
        Decision("split", "Foo Bar", "Quux Corge"),
    ]
    names = resolve(surfaces, decisions=decisions)
    assert names.names["foobar"].skill != names.names["quuxcorge"].skill


def test_a_person_may_join_two_concepts() -> None:
    anchors = (Anchor("esco:1", "Foo Bar", source="esco"), Anchor("esco:2", "Baz", source="esco"))
    names = resolve([], anchors, [Decision("merge", "Foo Bar", "Baz")])
    assert names.of_anchor("esco:1") == names.of_anchor("esco:2")


def test_a_label_can_be_taken_from_its_concept() -> None:
    anchor = Anchor("esco:1", "Foo Bar", aliases=("Foo Barring",), source="esco")
    assert resolve([], [anchor]).of("foo barring")
    assert not resolve([], [anchor], [Decision("split", "foo barring", "foo bar")]).of(
        "foo barring"
    )


def test_words_about_nothing_do_nothing() -> None:
    names = resolve(
        [surface("Foo")], decisions=[Decision("merge", "…", "Foo"), Decision("split", "a", "b")]
    )
    assert list(names.skills) == ["foo"]
    assert names.of("…") is None
