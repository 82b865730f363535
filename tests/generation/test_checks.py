from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.checks import Checker
from generation.examples import Added, Context, Experience, Filtered, SampledSkill
from generation.replies import Reply
from tests.generation.walks import gazetteer

SQL = SampledSkill(key="sql", name="SQL")
GO = SampledSkill(key="go", name="Go")
CLERK = Experience(title="Office Clerk", occupation="o:1", start=2018, end=2021)
NURSE = Experience(title="Nurse", occupation="o:2", start=2016, end=2018)
DROPPED = Filtered(
    skills=(GO,), experience_change="dropped", experience=NURSE, years_removed=NURSE.years
)
SHORTENED = Filtered(skills=(GO,), experience_change="shortened", experience=CLERK, years_removed=1)
JOB = "Office Clerk wanted. Knows SQL and Go. Needs 3 years as Office Clerk and two years as Nurse."
MATCHED = "Ann Ray, ann@example.com. SQL, Go. Office Clerk (2018 - 2021). Nurse (2016 - 2018)."
UNMATCHED = "Ann Ray, ann@example.com. SQL. I was Office Clerk (2018 - 2021)."
SHORTER = "Ann Ray, ann@example.com. SQL. Office Clerk (2018 - 2020). Nurse (2016 - 2018)."


def context(filtered: Filtered = DROPPED) -> Context:
    return Context(
        seed=1,
        index=0,
        job_title=CLERK.title,
        skills=(SQL, GO),
        experiences=(CLERK, NURSE),
        filtered=filtered,
        trace=(),
    )


def problems(
    job: str = JOB, matched: str = MATCHED, unmatched: str = UNMATCHED, filtered: Filtered = DROPPED
) -> list[str]:
    reply = Reply(job_description=job, matched_resume=matched, unmatched_resume=unmatched)
    checked = Checker(gazetteer(["Perl"])).check(context(filtered), reply)
    return [f"{p.document}: {p.reason}: {p.detail}" for p in checked.problems]


def test_faithful_documents_pass_and_their_skills_are_located():
    assert problems() == []
    assert problems(unmatched=SHORTER, filtered=SHORTENED) == []
    reply = Reply(job_description=JOB, matched_resume=MATCHED, unmatched_resume=UNMATCHED)
    documents = Checker(gazetteer()).check(context(), reply).documents
    assert [[s.text for s in d.spans] for d in documents] == [["SQL", "Go"], ["SQL", "Go"], ["SQL"]]


@pytest.mark.parametrize(
    ("document", "old", "new", "said"),
    [
        ("job", "SQL", "tables", "job description: skill missing: SQL"),
        ("job", "Nurse", "carer", "job description: title missing: Nurse"),
        ("job", "3 years", "4 years", "job description: years wrong: 3 years as Office Clerk"),
        ("job", "two years", "years", "job description: years wrong: 2 years as Nurse"),
        ("job", "wanted", "wanted, Perl", "job description: skill invented: Perl"),
        ("matched", "Go", "to go", "matched resume: skill missing: Go"),
        ("matched", "Nurse", "carer", "matched resume: title missing: Nurse"),
        ("matched", "2016 -", "2015 -", "matched resume: years wrong: Nurse (2016 - 2018)"),
        ("matched", "(2016 - 2018)", "", "matched resume: years wrong: Nurse (2016 - 2018)"),
        ("matched", "Ann Ray", "Ann Ray (2012)", "matched resume: years wrong: 2012 belongs"),
        ("matched", "Ann Ray", "Ann Ray, Perl", "matched resume: skill invented: Perl"),
        ("matched", "example.com", "mail.com", "matched resume: personal data: ann@mail.com"),
        ("matched", "example.com", "example.io", "matched resume: personal data: ann@example.io"),
        (
            "matched",
            "example.com",
            "anexample.org",
            "matched resume: personal data: ann@anexample.org",
        ),
        ("matched", "Ann Ray", "212-555-2368", "matched resume: personal data: 212-555-2368"),
        ("unmatched", "SQL", "SQL, Go", "unmatched resume: removed skill present: Go"),
        ("unmatched", "SQL", "tables", "unmatched resume: skill missing: SQL"),
        ("unmatched", "SQL", "SQL, Nurse", "unmatched resume: removed job present: Nurse"),
        ("unmatched", "2021", "2020", "unmatched resume: years wrong: Office Clerk (2018 - 2021)"),
        ("unmatched", "SQL", "SQL, then 2016", "unmatched resume: years wrong: 2016 belongs"),
        ("unmatched", "SQL", "SQL " + "la " * 40, "unmatched resume: lengths differ"),
        ("matched", "Ann", "9 years of experience. Ann", "matched resume: years wrong: 9 years of"),
    ],
)
def test_each_fault_is_named(document: str, old: str, new: str, said: str) -> None:
    texts = {"job": JOB, "matched": MATCHED, "unmatched": UNMATCHED}
    assert old in texts[document]
    texts[document] = texts[document].replace(old, new)
    told = problems(texts["job"], texts["matched"], texts["unmatched"])
    assert any(line.startswith(said) for line in told), told


def test_a_shortened_job_must_end_earlier():
    assert problems(unmatched=MATCHED.replace(", Go", ""), filtered=SHORTENED) == [
        "unmatched resume: years wrong: Office Clerk (2018 - 2020)",
        "unmatched resume: years wrong: 2021 belongs to no job",
    ]


COOK = NURSE.model_copy(update={"title": "Cook", "occupation": "o:3"})
BALANCED = context().model_copy(
    update={"added": Added(skills=(SampledSkill(key="java", name="Java"),), experience=COOK)}
)
REPLACED = "Ann Ray, ann@example.com. SQL, Java. Office Clerk (2018 - 2021). Cook (2016 - 2018)."


def found(made: Context, **texts: object) -> list[str]:
    whole = {"job_description": JOB, "matched_resume": MATCHED, "unmatched_resume": REPLACED}
    checked = Checker(gazetteer()).check(made, Reply.model_validate(whole | texts))
    return [str(problem) for problem in checked.problems]


def test_what_was_added_stands_in_the_unmatched_resume_alone():
    assert found(BALANCED) == []
    assert found(BALANCED, unmatched_resume=UNMATCHED) == [
        "unmatched resume: skill missing: Java",
        "unmatched resume: title missing: Cook",
    ]
    assert found(BALANCED, matched_resume=MATCHED + " Java.") == [
        "matched resume: skill invented: Java"
    ]
    assert found(BALANCED, matched_resume=MATCHED + " Cook.") == [
        "matched resume: removed job present: Cook"
    ]


def test_a_total_of_years_is_what_the_jobs_add_up_to():
    for told in ("5 years of experience", "three years of professional experience"):
        assert found(BALANCED, matched_resume=f"{MATCHED} I have {told}.") == []
    assert found(BALANCED, matched_resume=MATCHED + " 7+ years experience.") == [
        "matched resume: years wrong: 7 years of experience"
    ]


def test_an_implied_skill_is_there_where_its_words_are():
    task = "Wrote queries against tables of a million rows."
    texts = {"matched_resume": MATCHED.replace("SQL, Go", f"Go. {task[:13]}\n{task[14:]}")}
    quoted = [{"document": "matched_resume", "skill": "SQL", "text": task}]
    assert found(BALANCED, **texts) == ["matched resume: skill missing: SQL"]
    assert found(BALANCED, **texts, implied=quoted) == []
    elsewhere = [quoted[0] | {"text": "Sang songs."}]
    assert found(BALANCED, **texts, implied=elsewhere) == ["matched resume: skill missing: SQL"]
    reply = Reply.model_validate(
        {"job_description": JOB, "unmatched_resume": REPLACED, "implied": quoted} | texts
    )
    matched = Checker(gazetteer()).check(BALANCED, reply).documents[1]
    assert [(s.how, s.skill) for s in matched.spans] == [("verbatim", "go"), ("implied", "sql")]
    assert [s.skill for s in matched.named] == ["go"]
    assert " ".join(matched.spans[1].text.split()) == task


def test_only_a_third_of_the_skills_may_be_implied():
    quoted = [
        {"document": "matched_resume", "skill": name, "text": "Office Clerk"}
        for name in ("SQL", "Go")
    ]
    bare = MATCHED.replace("SQL, Go. ", "")
    assert found(BALANCED, matched_resume=bare, implied=quoted) == [
        "matched resume: skill missing: Go"
    ]


def test_reserved_numbers_pass():
    assert problems(matched=MATCHED + " Call +1 (212) 555-0123 or 212-555-0199.") == []


@pytest.mark.parametrize("domain", ["example.org", "mail.example.com", "harlow.example"])
def test_reserved_domains_pass(domain):
    assert problems(matched=MATCHED.replace("example.com", domain)) == []


def test_a_verb_that_a_sentence_begins_with_is_no_skill():
    known = Checker(gazetteer(["Planning", "Perl"]))
    for text, invented in (
        ("Planning the work of crews.", []),
        ("- Planning or leading trips.", []),
        ("Planning", ["Planning"]),
        ("- Planning, Perl", ["Planning", "Perl"]),
        ("Good at Planning trips.", ["Planning"]),
        ("Perl is used here.", ["Perl"]),
    ):
        matched = MATCHED + "\n" + text
        reply = Reply(job_description=JOB, matched_resume=matched, unmatched_resume=UNMATCHED)
        found = [p.detail for p in known.check(context(DROPPED), reply).problems]
        assert found == invented, text


def test_a_year_in_a_name_is_no_date():
    titled = CLERK.model_copy(update={"title": "Office 2010 Clerk"})
    made = context().model_copy(update={"experiences": (titled, NURSE), "job_title": titled.title})
    texts = [t.replace("Office Clerk", "Office 2010 Clerk") for t in (JOB, MATCHED, UNMATCHED)]
    reply = Reply(job_description=texts[0], matched_resume=texts[1], unmatched_resume=texts[2])
    assert Checker(gazetteer()).check(made, reply).problems == ()


def test_stubs_are_refused():
    assert problems(job="Office Clerk SQL Go")[-1] == "all: too short: 4 words"


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_checks(job, matched, unmatched):
    reply = Reply.model_construct(
        job_description=job, matched_resume=matched, unmatched_resume=unmatched
    )
    assert Checker(gazetteer()).check(context(), reply).problems
