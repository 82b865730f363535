"""What analysts ask, on a graph whose answers can be counted by hand."""

from __future__ import annotations

import pytest

from graph import analysis, reads
from graph.errors import InvalidValue, NotFound
from graph.store import Store
from tests.graph.analyst_graph import wilson
from tests.graph.analyst_tables import ASKED, FIRST, SECOND

DEVELOPER, WEB, ARCHITECT = "soc:15-1252", "soc:15-1254", "soc:15-1243"
BETWEEN = "2026-10-15"


def test_skills_of_an_occupation_carry_their_evidence(analyst_store: Store) -> None:
    links = analysis.occupation_skills(analyst_store, DEVELOPER)
    assert [link.skill for link in links[:2]] == ["java", "sql"]
    java = links[0]
    assert (java.postings, java.of, java.sources) == (14, 20, ["dice", "onet"])
    assert (java.low, java.high) == wilson(14, 20)
    assert java.lift == pytest.approx((14 / 20) / (18 / 63), abs=1e-6)
    only_listed = next(link for link in links if link.skill == "criticalthinking")
    assert (only_listed.postings, only_listed.low, only_listed.lift) == (0, None, None)
    assert "quantumwidgets" not in {link.skill for link in links}


def test_as_of_counts_what_stood_that_day(analyst_store: Store) -> None:
    links = analysis.occupation_skills(analyst_store, DEVELOPER, as_of=BETWEEN)
    of, late, _ = ASKED[DEVELOPER]
    java = links[0]
    # 8 of the 20 postings came later: 0, 3, 5, 8, 10, 13 of the first 14 among them.
    assert (java.of, java.postings) == (of - late, 14 - 6)
    assert java.weight == pytest.approx(8 / 12)
    assert (java.low, java.high) == pytest.approx(wilson(8, 12), abs=1e-5)
    assert java.run is None
    assert {"dice", "esco", "onet"} == set(java.sources)
    gone_since = [link for link in links if link.skill == "tableau"]
    assert [(g.weight, g.sources) for g in gone_since] == [(0.0, ["onet"])]


def test_as_of_the_last_day_sees_everything_and_before_the_first_nothing(
    analyst_store: Store,
) -> None:
    now = analysis.occupation_skills(analyst_store, DEVELOPER, as_of=SECOND)
    assert {s.skill: s.postings for s in now if s.postings} == {
        skill: n for skill, n in ASKED[DEVELOPER][2].items() if skill != "quantumwidgets"
    }
    assert "tableau" not in {s.skill for s in now}
    assert analysis.occupation_skills(analyst_store, DEVELOPER, as_of="2026-09-30") == []


def test_a_day_must_exist(analyst_store: Store) -> None:
    for day in ("2026-02-30", "21.11.2026", "20261121", "", "yesterday"):
        with pytest.raises(InvalidValue, match="must be a day") as caught:
            analysis.occupation_skills(analyst_store, DEVELOPER, as_of=day)
        assert "2026-11-21" in caught.value.hint
    with pytest.raises(InvalidValue, match="as_of must be a day"):
        reads.run_named(analyst_store, "occupation_skills", {"occupation": DEVELOPER, "as_of": "x"})


def test_occupations_of_a_skill(analyst_store: Store) -> None:
    links = analysis.skill_occupations(analyst_store, "java")
    assert [(o.occupation, o.postings, o.of) for o in links] == [
        (DEVELOPER, 14, 20),
        ("soc:15-1251", 4, 6),
    ]
    before = analysis.skill_occupations(analyst_store, "java", as_of=BETWEEN)
    first = before[0]
    assert (first.occupation, first.postings, first.of) == (DEVELOPER, 8, 12)


def test_a_posting_with_two_spellings_counts_once(analyst_store: Store) -> None:
    together = {s.skill: s for s in analysis.skills_together(analyst_store, "java", limit=50)}
    assert together["sql"].postings == 10 + 3
    assert together["sql"].lift == pytest.approx(13 * 63 / (18 * 29))
    assert "java" not in together
    assert "quantumwidgets" not in together
    before = {s.skill: s for s in analysis.skills_together(analyst_store, "java", as_of=BETWEEN)}
    assert 0 < before["sql"].postings < 13
    assert before["sql"].lift is None


def test_related_occupations_by_weighted_overlap(analyst_store: Store) -> None:
    found = {o.occupation: o for o in analysis.related_occupations(analyst_store, DEVELOPER)}
    weights = {
        key: {s.skill: s.weight for s in analysis.occupation_skills(analyst_store, key)}
        for key in (DEVELOPER, "soc:15-1251")
    }
    ours, theirs = weights.values()
    both = set(ours) & set(theirs)
    common = sum(min(ours[s], theirs[s]) for s in both)
    everything = sum(ours.values()) + sum(theirs.values()) - common
    assert found["soc:15-1251"].overlap == pytest.approx(common / everything)
    assert found["soc:15-1251"].shared == len(both)
    assert DEVELOPER not in found
    best = analysis.related_occupations(analyst_store, DEVELOPER, limit=1)
    assert best[0].overlap == max(o.overlap for o in found.values())


def test_what_onet_calls_related_and_what_is_near(analyst_store: Store) -> None:
    related = analysis.onet_related(analyst_store, DEVELOPER)
    assert [(o.rank, o.title) for o in related] == [
        (1, "Computer Programmers"),
        (2, "Web Developers"),
    ]
    near = {o.occupation: o for o in analysis.near_occupations(analyst_store, DEVELOPER)}
    assert related[0].cost == near["soc:15-1251"].cost
    assert near["soc:15-1251"].tier == "Primary-Short"


def test_the_gap_between_two_occupations(analyst_store: Store) -> None:
    gap = analysis.occupation_gap(analyst_store, WEB, DEVELOPER, limit=100)
    has = {s.skill: s.weight for s in analysis.occupation_skills(analyst_store, WEB, 100)}
    wants = {s.skill: s.weight for s in analysis.occupation_skills(analyst_store, DEVELOPER, 100)}
    expected = {s: w - has.get(s, 0.0) for s, w in wants.items() if w > has.get(s, 0.0)}
    assert {g.skill: g.gap for g in gap} == pytest.approx(expected)
    assert [g.gap for g in gap] == sorted((g.gap for g in gap), reverse=True)
    assert (gap[0].skill, gap[0].postings, gap[0].own) == ("java", 14, 0.0)
    assert analysis.occupation_gap(analyst_store, DEVELOPER, DEVELOPER) == []
    # An occupation without skills lacks all.
    alone = analysis.occupation_gap(analyst_store, "esco:2512.4", DEVELOPER, limit=100)
    assert {g.skill for g in alone} == set(wants)


def test_the_gap_as_of_a_day(analyst_store: Store) -> None:
    gap = analysis.occupation_gap(analyst_store, WEB, DEVELOPER, as_of=BETWEEN)
    assert gap[0].skill == "java"
    assert gap[0].weight == pytest.approx(8 / 12)
    assert all(g.weight > g.own for g in gap)


def test_what_a_document_lacks(analyst_store: Store) -> None:
    missing = analysis.document_gap(analyst_store, "d1", DEVELOPER, limit=100)
    assert {"java", "git"} & {m.skill for m in missing} == set()
    assert missing[0].skill == "sql"
    unknown = analysis.document_gap(analyst_store, "no such", DEVELOPER, limit=100)
    assert len(unknown) == len(missing) + 2


def test_rising_skills_compare_shares(analyst_store: Store) -> None:
    rows = analysis.rising_skills(analyst_store, SECOND, min_postings=3, limit=100)
    late = sum(late for _, late, _ in ASKED.values())
    assert all((r.of_before, r.of_after) == (63 - late, late) for r in rows)
    assert all(r.change == pytest.approx(r.after - r.before) and r.change > 0 for r in rows)
    skills = {r.skill for r in rows}
    # Nobody asks for Excel later.
    assert skills
    assert "excel" not in skills
    web = analysis.rising_skills(analyst_store, SECOND, occupation=WEB, min_postings=1)
    assert all((r.of_before, r.of_after) == (4, 4) for r in web)
    none = analysis.rising_skills(analyst_store, SECOND, start="2026-10-02", min_postings=1)
    assert none == []


def test_hot_skills(analyst_store: Store) -> None:
    rows = analysis.hot_skills(analyst_store)
    assert {r.skill for r in rows} == {"java", "kubernetes", "python", "r", "excel"}
    assert [r.skill for r in rows if r.in_demand] == ["python", "java"]
    assert {r.occupations for r in rows} == {1}


def test_wages_are_medians_weighted_by_employment(analyst_store: Store) -> None:
    rows = {
        r.skill: r
        for r in analysis.wages_by_skill(analyst_store, 0.0, min_occupations=1, limit=100)
    }
    # SQL: developers alone are more than half of those employed where it is required.
    assert (rows["sql"].wage, rows["sql"].occupations) == (133_080.0, 5)
    assert rows["excel"].wage == 81_680.0
    # Over all, half of the 3,905,660 employed are reached with the data scientists.
    assert rows["excel"].premium == pytest.approx(81_680 / 112_590)
    strong = analysis.wages_by_skill(analyst_store, 0.5, min_occupations=2, limit=100)
    assert {r.skill for r in strong} == {"java", "sql"}


def test_skills_of_a_group(analyst_store: Store) -> None:
    rows = {r.skill: r for r in analysis.group_skills(analyst_store, "soc:15-1200", limit=100)}
    assert (rows["sql"].occupations, rows["sql"].of, rows["sql"].postings) == (4, 6, 23)
    assert rows["sql"].weight == pytest.approx((10 / 22 + 3 / 8 + 6 / 8 + 4 / 6) / 6, abs=1e-6)
    by_code = reads.run_named(analyst_store, "group_skills", {"group": "15-1200", "limit": "1"})
    by_title = reads.run_named(
        analyst_store, "group_skills", {"group": "Computer occupations", "limit": "1"}
    )
    assert by_code == by_title
    assert len(by_code) == 1
    with pytest.raises(NotFound, match="No group"):
        reads.run_named(analyst_store, "group_skills", {"group": "99-0000"})


def test_tasks_and_postings(analyst_store: Store) -> None:
    tasks = analysis.occupation_tasks(analyst_store, DEVELOPER)
    assert [t.kind for t in tasks] == ["core", "supplemental"]
    postings = analysis.occupation_postings(analyst_store, DEVELOPER, limit=100)
    assert len(postings) == 20
    assert [p.first_seen for p in postings] == [SECOND] * 8 + [FIRST] * 12
    assert len(analysis.occupation_postings(analyst_store, DEVELOPER, 100, as_of=BETWEEN)) == 12
    pages = [analysis.occupation_postings(analyst_store, DEVELOPER, 7, n) for n in (0, 7, 14)]
    assert [p.posting for page in pages for p in page] == [p.posting for p in postings]


def test_postings_of_a_skill_and_skills_of_a_posting(analyst_store: Store) -> None:
    postings = analysis.postings_of_skill(analyst_store, "java", limit=100)
    assert len(postings) == len({p.posting for p in postings}) == 18
    twice = next(p for p in postings if p.posting == "dice:soc:15-1252:00")
    assert twice.raw == ["Core Java", "Java"]
    skills = analysis.skills_of_posting(analyst_store, "dice:soc:15-1252:00")
    assert [s.raw for s in skills if s.skill == "java"] == ["Core Java", "Java"]
    assert {s.status for s in skills} == {"canonical", "candidate"}
    assert analysis.skills_of_posting(analyst_store, "no such") == []


def test_evidence_of_an_edge_is_one_row_per_posting(analyst_store: Store) -> None:
    rows = analysis.skill_evidence(analyst_store, DEVELOPER, "java", limit=100)
    assert len(rows) == len({r.posting for r in rows}) == 14
    assert len(analysis.skill_evidence(analyst_store, DEVELOPER, "java", 100, BETWEEN)) == 8
    assert analysis.skill_evidence(analyst_store, DEVELOPER, "excel") == []
    assert analysis.skill_evidence(analyst_store, ARCHITECT, "spark")[0].raw == "Spark"
