from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.checks import Checker
from generation.examples import Context, Experience, Filtered, SampledSkill
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
        ("matched", "Ann Ray", "212-555-2368", "matched resume: personal data: 212-555-2368"),
        ("unmatched", "SQL", "SQL, Go", "unmatched resume: removed skill present: Go"),
        ("unmatched", "SQL", "tables", "unmatched resume: skill missing: SQL"),
        ("unmatched", "SQL", "SQL, Nurse", "unmatched resume: removed job present: Nurse"),
        ("unmatched", "2021", "2020", "unmatched resume: years wrong: Office Clerk (2018 - 2021)"),
        ("unmatched", "SQL", "SQL, then 2016", "unmatched resume: years wrong: 2016 belongs"),
        ("unmatched", "SQL", "SQL " + "la " * 40, "unmatched resume: lengths differ"),
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


def test_reserved_numbers_pass():
    assert problems(matched=MATCHED + " Call +1 (212) 555-0123 or 212-555-0199.") == []


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
