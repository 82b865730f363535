"""Where knowledge comes from: evidence, spellings, sources, runs, changes between days."""

from __future__ import annotations

import pytest

from graph import provenance, reads
from graph.errors import InvalidValue, NotFound
from graph.store import Store
from tests.graph.analyst_tables import ENRICH, FIRST, GONE, LOAD, LOAD_AGAIN, SECOND

DEVELOPER = "soc:15-1252"
BETWEEN = "2026-10-15"


def test_everything_behind_an_edge(analyst_store: Store) -> None:
    found = provenance.edge_evidence(analyst_store, "software developers", "Core Java", limit=100)
    assert (found.occupation, found.skill, found.name) == (DEVELOPER, "java", "Java")
    assert found.link is not None
    assert (found.link.postings, len(found.postings)) == (14, 14)
    own, through = found.listings
    assert (own.source, own.relation, own.through, own.hot) == ("onet", "technology", None, True)
    assert (through.source, through.through, through.same) == ("esco", "esco:2512.4", 0.9)


def test_evidence_of_another_day(analyst_store: Store) -> None:
    then = provenance.edge_evidence(analyst_store, DEVELOPER, "tableau", as_of=BETWEEN)
    assert then.link is None
    assert [(x.source, x.first_seen, x.last_seen) for x in then.listings] == [("onet", FIRST, GONE)]
    # On the day it was gone it stands no more.
    for day in (GONE, SECOND, None):
        now = provenance.edge_evidence(analyst_store, DEVELOPER, "tableau", as_of=day)
        assert (now.link, now.listings, now.postings) == (None, [], [])
    with pytest.raises(NotFound, match="No skill"):
        provenance.edge_evidence(analyst_store, DEVELOPER, "cobol")


def test_evidence_as_rows_says_the_same(analyst_store: Store) -> None:
    rows = provenance.evidence_rows(analyst_store, DEVELOPER, "java", limit=100)
    kinds = [row.kind for row in rows]
    assert kinds == ["requires", "listing", "listing of the same"] + ["posting"] * 14
    assert rows[0].value == pytest.approx(14 / 22, abs=1e-6)
    assert rows[0].source == "dice onet"
    then = provenance.evidence_rows(analyst_store, DEVELOPER, "java", 100, BETWEEN)
    assert [row.kind for row in then].count("posting") == 8
    assert "requires" not in {row.kind for row in then}


def test_why_a_spelling_is_a_skill(analyst_store: Store) -> None:
    found = provenance.skill_why(analyst_store, " K8S ")
    assert found.skill.key == "kubernetes"
    assert [(r.source, r.method, r.score) for r in found.reasons] == [("person", "merge", 1.0)]
    assert [(d.kind, d.by) for d in found.decisions] == [("merge", "ann")]
    assert {s.text: s.postings for s in found.spellings} == {
        "kubernetes": 4,
        "k8s": 0,
        "kubernetes container orchestration": 0,
    }
    with pytest.raises(NotFound):
        provenance.skill_why(analyst_store, "no such thing")


def test_spellings_count_postings_not_edges(analyst_store: Store) -> None:
    spellings = {s.text: s for s in provenance.skill_spellings(analyst_store, "java")}
    assert (spellings["java"].postings, spellings["core java"].postings) == (18, 1)
    assert spellings["core java"].sources == ["dice"]


def test_names_of_another_day(analyst_store: Store) -> None:
    now = provenance.skill_why(analyst_store, "core java").reasons
    then = provenance.skill_why(analyst_store, "core java", as_of=BETWEEN).reasons
    assert [r.source for r in now] == ["dice"]
    assert sorted((str(r.source), r.last_seen) for r in then) == [("dice", None), ("onet", GONE)]


def test_which_occupations_a_title_means(analyst_store: Store) -> None:
    found = provenance.title_why(analyst_store, "Developer")
    assert [(r.occupation, r.score) for r in found] == [(DEVELOPER, 0.6), ("soc:15-1254", 0.4)]
    assert provenance.title_why(analyst_store, "no such title") == []


def test_where_a_taxonomy_puts_a_skill(analyst_store: Store) -> None:
    found = provenance.skill_neighbours(analyst_store, "sql")
    assert [(n.relation, n.level, n.key, n.kind) for n in found] == [
        ("broader", 1, "esco:s1", "SkillGroup"),
        ("narrower", 1, "postgresql", "Skill"),
    ]
    up = provenance.skill_neighbours(analyst_store, "postgresql")
    assert [(n.level, n.key) for n in up] == [(1, "sql"), (2, "esco:s1")]


def test_what_waits_for_a_person(analyst_store: Store) -> None:
    rows = provenance.candidates(analyst_store)
    assert [(c.skill, c.postings, c.mentions) for c in rows] == [
        ("quantumwidgets", 1, 1),
        ("kubernets", 1, 0),
    ]
    waiting = provenance.proposals_waiting(analyst_store)
    assert [(m.document, m.skill, m.confidence) for m in waiting] == [
        ("d1", "quantumwidgets", 0.55)
    ]
    assert [d.a for d in provenance.decisions(analyst_store)] == ["k8s"]


def test_sources_and_what_a_run_wrote(analyst_store: Store) -> None:
    rows = provenance.sources(analyst_store)
    assert [(s.source, s.system, s.seen) for s in rows] == [
        ("dice", "dice", SECOND),
        ("onet-technology", "onet", SECOND),
    ]
    wrote = {w.type: w for w in provenance.run_provenance(analyst_store, LOAD)}
    assert wrote["Posting"].written == 63
    assert wrote["REQUIRES"].first == "soc:13-2011 -> accounting"
    derived = provenance.run_provenance(analyst_store, LOAD_AGAIN)
    assert {w.type for w in derived} == {"NEAR", "Source"}
    enriched = {w.type: w.written for w in provenance.run_provenance(analyst_store, ENRICH)}
    assert enriched == {"Document": 1, "MENTIONS": 3}
    by_prefix = reads.run_named(analyst_store, "run_provenance", {"run": "ingest-aaaa"})
    assert {row["type"]: row["written"] for row in by_prefix}["Posting"] == 63


def test_changes_between_days(analyst_store: Store) -> None:
    def rows(start: str, end: str) -> dict[tuple[str, str], tuple[int, int]]:
        found = provenance.changes_between(analyst_store, start, end)
        return {(c.kind, c.source): (c.appeared, c.gone) for c in found}

    later = rows(BETWEEN, SECOND)
    assert later["posting", "dice"] == (23, 0)
    assert later["listing", "onet"] == (0, 1)
    assert later["name", "onet"] == (0, 1)
    assert rows("2026-09-30", FIRST)["posting", "dice"] == (40, 0)
    assert set(rows(SECOND, "2027-01-01").values()) == {(0, 0)}
    with pytest.raises(InvalidValue, match="end must be a day"):
        rows(FIRST, "2026-13-01")


def test_coverage_adds_up(analyst_store: Store) -> None:
    rows = provenance.coverage(analyst_store)
    for what in ("postings", "occupations", "skills", "names"):
        shares = [row.share for row in rows if row.what == what]
        assert sum(share or 0.0 for share in shares) == pytest.approx(1.0), what
    counts = {(row.what, row.part): row.count for row in rows}
    assert counts["postings", "a title of its own"] == 3
    assert counts["skills", "candidate"] == 2
    assert counts["occupations", "soc, 20 postings or more"] == 1
    assert counts["occupations", "esco, no postings"] == 3


def test_a_name_means_the_likeliest(analyst_store: Store) -> None:
    # An ESCO occupation is called so, and a SOC occupation has the alias: that one has the skills.
    assert reads.find_occupation(analyst_store, "software developer").key == DEVELOPER
    assert reads.find_occupation(analyst_store, "esco:2512.4").key == "esco:2512.4"
    assert reads.find_occupation(analyst_store, "Database Developer").key == "esco:2521.3"
    # Two occupations share the alias; one surely more so.
    assert reads.find_occupation(analyst_store, "developer").key == DEVELOPER
    assert reads.find_skill(analyst_store, "K8S").key == "kubernetes"
