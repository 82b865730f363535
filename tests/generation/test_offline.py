from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage

from generation import prompts
from generation.checks import Checker
from generation.offline import OfflineTeacher
from generation.people import GENDERS, ORIGINS, invented, named_in
from generation.replies import parse
from generation.skill_words import asked, cased, is_deed, lettered, said
from generation.teachers import make_teacher, teacher_name
from generation.wording import FILES, Chooser, bank, fill, ordinary_words
from graph.errors import TeacherError
from graph.gazetteer import Gazetteer
from graph.keys import skill_key
from graph.records import SkillName
from tests.generation.walks import gazetteer, made_context, made_contexts

DICE = Path(__file__).parents[3] / "shared/data/dice/dice_jobs.csv.gz"


def written(index: int, teacher: OfflineTeacher | None = None):
    return parse((teacher or OfflineTeacher()).invoke(prompts.messages(made_context(index))))


def test_everything_it_writes_passes_the_checks_at_once():
    checker, teacher = Checker(gazetteer()), OfflineTeacher()
    for context in made_contexts(300):
        reply = parse(teacher.invoke(prompts.messages(context)))
        assert checker.check(context, reply).problems == (), reply


def test_the_same_prompt_and_seed_give_the_same_documents():
    assert written(3) == written(3)
    assert written(3) != written(3, OfflineTeacher(seed=1))
    assert teacher_name(OfflineTeacher()) != teacher_name(OfflineTeacher(seed=1))
    assert teacher_name(OfflineTeacher(delay=1)) == teacher_name(OfflineTeacher())


def test_documents_differ_in_layout():
    resumes = [written(i).matched_resume for i in range(80)]
    lines = [line for text in resumes for line in text.split("\n")]
    for start in ("- ", "* ", "• ", "1. ", "## ", "**"):
        assert sum(line.startswith(start) for line in lines) > 2, start
    assert len({text.split("\n")[0][:3] for text in resumes}) > 10
    assert any("|-|" in text for text in resumes)
    assert len({len(text.split("\n")) for text in resumes}) > 15
    assert sum("\n\n" not in text.partition("\n\n")[2] for text in resumes) < 10


def test_the_unmatched_resume_is_the_matched_one_without_what_was_taken_out():
    shares = []
    for index in range(60):
        reply = written(index)
        matched, unmatched = (
            set(reply.matched_resume.split("\n")),
            reply.unmatched_resume.split("\n"),
        )
        shares.append(sum(line in matched for line in unmatched) / len(unmatched))
    assert sum(shares) / len(shares) > 0.75


def test_a_repair_avoids_what_was_named():
    context = made_contexts(1)[0]
    asked = prompts.messages(context)
    teacher = OfflineTeacher()
    first = parse(teacher.invoke(asked))
    words = ["experience", "skills", "work"]
    again = parse(teacher.invoke(prompts.repair_messages(asked, "", ["x"], words, 1)))
    assert again != first
    text = "\n".join([again.job_description, again.matched_resume]).lower().split()
    assert not set(text) & set(words)


def test_a_prompt_without_context_is_an_error():
    with pytest.raises(TeacherError, match="no context"):
        OfflineTeacher().invoke([HumanMessage("Hello?")])


# ---- wording


@given(st.text(), st.lists(st.text(min_size=1), min_size=1, max_size=9, unique=True))
def test_leaving_one_out_keeps_the_order_of_the_rest(variation, names):
    chooser = Chooser(variation)
    whole = chooser.order(names, "x")
    assert sorted(whole) == sorted(names)
    assert chooser.order(names[1:], "x") == [n for n in whole if n != names[0]]


def words_of(phrase: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", re.sub(r"{\w+}", " ", phrase).lower()))


@given(st.integers(0, 999), st.sampled_from(["resume", "posting"]), st.data())
def test_no_phrase_with_a_banned_skill_is_chosen(number, name, data):
    use = data.draw(st.sampled_from(sorted(bank(name))))
    phrase = data.draw(st.sampled_from(bank(name)[use]))
    banned = words_of(phrase)
    chosen = Chooser(str(number), banned).phrase(bank(name)[use], "x")
    assert chosen != phrase or not banned
    assert not banned & words_of(chosen)


def test_choices_are_spread_evenly():
    counts = Counter(Chooser(str(i)).item("abcd", "x") for i in range(4_000))
    assert all(count == pytest.approx(1_000, abs=120) for count in counts.values())


def test_every_phrase_can_be_filled():
    names = "s s2 list t y n p k k2 g m e a b at city school name email phone ref field field2"
    slots = dict.fromkeys(names.split(), "X")
    for name in FILES:
        for use, phrases in bank(name).items():
            # What is put together from other uses stands there more often, for it says more.
            plain = Counter(phrase for phrase in phrases if "<" not in phrase)
            assert not plain or max(plain.values()) < 4, (name, use)
            for phrase in phrases:
                assert "{" not in fill(phrase, **slots)


def test_skills_are_written_in_small_letters_now_and_then_but_products_never():
    ways = {lettered(Chooser(str(i)), "Customer Service") for i in range(40)}
    assert ways == {"Customer Service", "customer service"}
    assert {lettered(Chooser(str(i)), "reading") for i in range(40)} == {"reading", "Reading"}
    for name in ("Oracle", "Node.js", "SQL Server", "Sales", "CI/CD"):
        assert {lettered(Chooser(str(i)), name) for i in range(40)} == {name}


def test_a_skill_is_called_by_another_name_now_and_then():
    ways = Counter(
        said(Chooser(str(i)), "Amazon Web Services", ["aws", "amazon-web services"]).text
        for i in range(1_000)
    )
    # The second has the key of the name itself, so it is no other name.
    assert set(ways) == {"Amazon Web Services", "amazon web services", "AWS"}
    assert 30 < ways["AWS"] < 120


def test_other_names_get_the_letters_of_their_skill():
    assert cased("aws", "Amazon Web Services") == "AWS"
    assert cased("rdbms", "relational database management systems") == "RDBMS"
    assert cased("client care", "Customer Service") == "Client Care"
    assert cased("ms sql", "SQL Server") == "ms sql"


def test_what_somebody_does_is_told_apart_from_what_somebody_knows():
    assert is_deed("manage staff")
    assert is_deed("Manage Staff")
    assert is_deed("test systems")
    no = ("Project Management", "SQL", "communication", "Test Automation", "MANAGE STAFF")
    assert not any(is_deed(name) for name in no)


def test_a_job_asks_for_skills_as_people_do():
    ways = {asked(Chooser(str(i)), "conflict management") for i in range(300)}
    assert ways == {
        "conflict management",
        "Conflict Management",
        "conflict management skills",
        "Conflict Management Skills",
        "knowledge of conflict management",
        "Knowledge of Conflict Management",
    }
    ways = {asked(Chooser(str(i)), "manage staff") for i in range(300)}
    assert ways == {
        "manage staff",
        "Manage Staff",
        "ability to manage staff",
        "Ability to Manage Staff",
    }
    ways = {asked(Chooser(str(i)), "Amazon Web Services", ["aws"]) for i in range(300)}
    assert "Amazon Web Services (AWS)" in ways
    for name in ("SQL", "Node.js", "SQL Server 2012", "Communication Skills"):
        assert {asked(Chooser(str(i)), name) for i in range(60)} == {name}


def test_articles_fit_the_title():
    assert fill("a {t}", t="Artist") == "an Artist"
    assert fill("a {t}", t="Nurse") == "a Nurse"
    assert fill("a {t}", t="HR Clerk") == "an HR Clerk"
    assert fill("a {t}", t="Nurses") == "Nurses"


def test_people_are_invented_and_balanced():
    groups: Counter[tuple[str, str]] = Counter()
    for number in range(3_000):
        person = invented(Chooser(str(number)))
        assert re.fullmatch(r"[a-z0-9._-]+@([a-z]+\.example|example\.(com|org|net))", person.email)
        digits = [c for c in person.phone if c.isdigit()]
        assert "".join(digits[-7:-2]) == "55501"
        found = named_in(f"## Contact\nName: {person.name}, Ohio")
        assert found is not None
        assert found.name == person.name
        groups[found.origin, found.gender] += 1
    assert set(groups) == {(origin, gender) for origin in ORIGINS for gender in GENDERS}
    expected = 3_000 / len(groups)
    assert sum((n - expected) ** 2 / expected for n in groups.values()) < 31.3  # chi2, 11 df, .001


def test_letters_are_no_ordinary_words():
    assert not any(len(word) < 2 for word in ordinary_words())


@pytest.mark.skipif(not DICE.exists(), reason=f"the real postings are not at {DICE}")
def test_no_phrase_names_a_skill_of_real_postings():
    counts: Counter[str] = Counter()
    with gzip.open(DICE, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            counts.update({s.strip() for s in row["skills"].split(",") if 0 < len(s.split()) < 4})
    names = [name for name, count in counts.items() if count >= 20]
    known = Gazetteer(SkillName(n, skill_key(n), n) for n in names)
    checker, teacher = Checker(known), OfflineTeacher()
    first = [
        checker.check(c, parse(teacher.invoke(prompts.messages(c)))) for c in made_contexts(150)
    ]
    wrong = Counter(p.detail for checked in first for p in checked.problems)
    assert wrong.total() <= 3, json.dumps(wrong.most_common(10))


def test_the_offline_teacher_is_the_default():
    assert isinstance(make_teacher(), OfflineTeacher)
