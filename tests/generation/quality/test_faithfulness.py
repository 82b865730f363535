from __future__ import annotations

from dataclasses import asdict

import pytest

from generation.examples import SampledSkill, Triple
from generation.quality.faithfulness import (
    DifferenceCounts,
    ExperienceCounts,
    Faithfulness,
    Measure,
    SkillCounts,
)
from graph.gazetteer import Gazetteer
from graph.keys import skill_key
from graph.records import SkillName
from tests.generation.made_triples import JOB, MATCHED, UNMATCHED, triple

KNOWN = Gazetteer(
    SkillName(name, skill_key(name), name)
    for name in ("Java", "SQL", "Scala", "Cobol", "Support", "Web")
)


@pytest.fixture(autouse=True)
def _ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the phrase files hold today."""
    monkeypatch.setattr("generation.wording.ordinary_words", lambda: frozenset({"support"}))


def counted(*triples: Triple) -> Faithfulness:
    measure = Measure(KNOWN)
    for each in triples:
        measure.add(each)
    return measure.counts


def test_a_faithful_triple():
    found = counted(triple())
    assert found.skills["job_description"] == SkillCounts(wanted=3, verbatim=2, implied=1)
    assert found.skills["matched"] == SkillCounts(wanted=3, verbatim=2, implied=1)
    assert found.skills["unmatched"] == SkillCounts(wanted=3, verbatim=2, implied=1)
    assert all(e == ExperienceCounts(2, 2, 2) for e in found.experiences.values())
    assert found.unmatched == DifferenceCounts(
        triples=1,
        removed=1,
        removed_absent=1,
        kept=2,
        kept_present=2,
        kept_verbatim=1,
        added=1,
        added_present=1,
        changes=1,
        changes_shown=1,
        exact=1,
    )
    assert (found.spans, found.spans_wrong) == (5, 0)


def test_counts_add_up():
    one, two = counted(triple()), counted(triple(), triple(1))
    assert asdict(two.skills["matched"]) == {
        name: 2 * n for name, n in asdict(one.skills["matched"]).items()
    }


def test_another_name_counts_as_alias():
    found = counted(triple(matched=MATCHED.replace("Java, SQL", "Java SE, Sql")))
    assert (found.skills["matched"].verbatim, found.skills["matched"].alias) == (1, 1)


def test_what_is_missing_or_still_there_is_seen():
    found = counted(
        triple(unmatched=UNMATCHED.replace("Scala, SQL", "Scala and Java SE are what I know"))
    )
    difference = found.unmatched
    assert (difference.removed_absent, difference.kept_present, difference.exact) == (0, 1, 0)
    assert found.skills["unmatched"].invented == 0


def test_a_removed_skill_inside_a_longer_one_that_stays_is_absent():
    made = triple(unmatched=UNMATCHED.replace("Scala", "Scala, Java Beans"))
    beans = SampledSkill(key="javabeans", name="Java Beans")
    skills = (*made.context.skills, beans)
    context = made.context.model_copy(update={"skills": skills})
    found = counted(made.model_copy(update={"context": context}))
    assert found.unmatched.removed_absent == 1
    assert counted(made).unmatched.removed_absent == 0


def test_inventions_are_known_skills_that_nothing_asks_for():
    found = counted(triple(matched=MATCHED + "\nCobol, support and Support of clients, Web 2.0"))
    assert (found.skills["matched"].invented, found.skills["matched"].ordinary) == (2, 1)
    assert dict(found.inventions) == {"Cobol": 1, "Web": 1}
    # Scala is added to the unmatched resume, and to no other.
    assert counted(triple(matched=MATCHED + "\nScala")).inventions == {"Scala": 1}


def test_names_in_titles_and_spans_are_no_inventions():
    title = JOB.replace("QA Tester - Web", "QA Tester, Web")
    assert counted(triple(job=title)).skills["job_description"].invented == 0


def test_years_that_differ_are_seen():
    found = counted(triple(matched=MATCHED.replace("2018 - 2022", "2018 - 2021")))
    assert found.experiences["matched"] == ExperienceCounts(2, 2, 1)
    late = counted(triple(unmatched=UNMATCHED.replace("2018 - 2020", "2018 - 2022")))
    assert (late.unmatched.changes_shown, late.unmatched.exact) == (0, 0)


def test_spans_that_are_elsewhere_are_counted_and_imply_nothing():
    made = triple()
    text = made.matched.text.replace("Ada", "Adam")
    moved = made.model_copy(update={"matched": made.matched.model_copy(update={"text": text})})
    found = counted(moved)
    assert found.spans_wrong == 1
    assert found.skills["matched"].implied == 0
