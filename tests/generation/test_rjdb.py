from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.drawing import unmatched_experiences
from generation.examples import Experience, Filtered, SampledSkill, Triple
from generation.reading import read_examples
from generation.rjdb import RjdbRow, row_of, triple_of
from graph.errors import DataError
from tests.generation.made_triples import triple
from tests.ingest.real import real

NAMES = [
    "Job-Description",
    "Resume-matched",
    "Resume-unmatched",
    "Skills",
    "Experiences",
    "Experiences-years",
    "Filtered-information",
]


def plain(row: RjdbRow) -> dict[str, Any]:
    return row.model_dump(mode="json", by_alias=True)


def changed(**filtered) -> Triple:
    made = triple()
    context = made.context.model_copy(update={"filtered": Filtered(**filtered)})
    return made.model_copy(update={"context": context})


def test_a_triple_as_a_row():
    row = plain(row_of(triple()))
    assert list(row) == NAMES
    assert row["Skills"] == ["Java", "SQL", "Unit Testing"]
    assert row["Experiences"] == ["Java Developer", "QA Tester, Web"]
    assert row["Experiences-years"] == [
        [
            ["4 years as a Java Developer", "2 years as a QA Tester, Web"],
            ["Java Developer (2018 - 2022)", "QA Tester, Web (2016 - 2018)"],
        ],
        2022,
        [4, 2],
    ]
    assert row["Filtered-information"] == {
        "Skills": ["Java"],
        "Experience": 'instead of "Java Developer (2018 - 2022)" use "Java Developer (2018 - 2020)"',
    }


def test_the_other_phrases():
    dropped = changed(
        experience_change="dropped", experience=triple().context.experiences[1], years_removed=2
    )
    told = plain(row_of(dropped))["Filtered-information"]["Experience"]
    assert told == 'without including "QA Tester, Web (2016 - 2018)"'
    none = plain(row_of(changed()))["Filtered-information"]
    assert none == {"Skills": [], "Experience": "the same job experience as before"}


titles = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20
) | st.sampled_from(["A (2013 - 2016)", '" use "', 'x" use "x', "C/C++ - $130K DOE", "AIM (AIM)"])
years = st.integers(1, 5)


@st.composite
def contexts(draw):
    jobs, end = [], 2023
    for title in draw(st.lists(titles, min_size=1, max_size=4, unique=True)):
        start = end - draw(st.integers(2, 5))
        jobs.append(Experience(title=title, occupation="o", start=start, end=end))
        end = start
    kind = draw(st.sampled_from(["none", "shortened", "dropped"]))
    job = draw(st.sampled_from(jobs)) if kind != "none" else None
    removed = {"none": 0, "shortened": 1, "dropped": job.years if job else 0}[kind]
    names = draw(st.lists(titles, max_size=4))
    skills = tuple(SampledSkill(key=n, name=n) for n in names)
    filtered = Filtered(
        skills=skills[:2], experience_change=kind, experience=job, years_removed=removed
    )
    return triple().context.model_copy(
        update={"skills": skills, "experiences": tuple(jobs), "filtered": filtered}
    )


@given(contexts())
def test_what_is_written_is_read(context):
    made = triple().model_copy(update={"context": context})
    row = row_of(made)
    again = RjdbRow.model_validate_json(json.dumps(plain(row)))
    assert again == row
    read = triple_of(again)
    assert [s.name for s in read.context.skills] == [s.name for s in context.skills]
    held = [(e.title, e.start, e.end) for e in context.experiences]
    assert [(e.title, e.start, e.end) for e in read.context.experiences] == held
    left = [[(e.title, e.end) for e in unmatched_experiences(c)] for c in (read.context, context)]
    assert left[0] == left[1]
    assert row_of(read) == row


def test_counts_by_name_are_read_as_names():
    row = plain(row_of(triple()))
    row["Filtered-information"]["Skills"] = {"Java": 1}
    assert triple_of(RjdbRow.model_validate(row)).context.filtered.skills[0].name == "Java"


@pytest.mark.parametrize(
    ("held", "phrase"),
    [
        ("Baker", "the same job experience as before"),
        ("Baker (2013 - 2016)", "something else"),
        ("Baker (2013 - 2016)", 'instead of "A (2013 - 2016)" use "B (2013 - 2014)"'),
    ],
)
def test_other_phrases_are_refused(held, phrase):
    row = plain(row_of(triple()))
    row["Experiences-years"] = [[["x"], [held]], 2016, [3]]
    row["Filtered-information"] = {"Skills": [], "Experience": phrase}
    with pytest.raises(DataError, match="is no"):
        triple_of(RjdbRow.model_validate(row))


def test_released_rows_are_written_as_they_were_read():
    path = real("benchmarks/rjdb/rjdb_500.jsonl")
    released = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    examples = read_examples(path)
    assert examples.format == "rjdb"
    same = 0
    for row, read in zip(released, examples.rows, strict=True):
        written = plain(row_of(read))
        assert list(written) == list(row)
        lists = {name: list(row[name]) for name in ("Skills",)}
        told = {**row["Filtered-information"], "Skills": [*row["Filtered-information"]["Skills"]]}
        assert written["Skills"] == lists["Skills"]
        assert written["Filtered-information"] == told
        assert [written[n] for n in NAMES[:3]] == [row[n] for n in NAMES[:3]]
        assert written["Experiences-years"] == row["Experiences-years"]
        same += written["Experiences"] == row["Experiences"]
    # Titles with commas, and lists in another order than the time line, are told from phrases.
    assert same > 200
