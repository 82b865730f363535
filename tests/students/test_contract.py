"""The same shape for every student of the catalog."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from students.answers import Extraction
from students.protocol import Student
from tests.students.made import triples

known = ["Python", "Node.js", "C++", ".NET", "first aid", "Go", "go", "Café Operations"]
marks = ["\n", "\r\n", "\t", "- ", "Skills:", ", ", " and ", "## Skills\n", "\u2028", "\x00"]
strange = ["ﬁrst", "İ", "\ud800", "👩‍💻", "。", "日本", "e\u0301"]
pieces = st.sampled_from([*known, *marks, *strange])
texts = st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=25).map("".join)


def check(text: str, answer: Extraction) -> None:
    end = 0
    for mention in answer.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        assert 0.0 <= mention.confidence <= 1.0
        assert mention.skill is None or mention.skill
        end = mention.end


def test_it_is_a_student(student: Student) -> None:
    assert isinstance(student, Student)
    assert "extract" in student.abilities
    name, version = student.model.split(":")
    assert name == student.name
    assert len(version) == 8
    assert int(version, 16) >= 0


def test_no_texts_no_answers(student: Student) -> None:
    assert student.extract([]) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u2028"])
def test_a_blank_text_has_an_empty_answer(student: Student, text: str) -> None:
    assert student.extract([text]) == [Extraction(())]


def test_it_finds_what_it_was_trained_on(student: Student) -> None:
    documents = [document for triple in triples(5, seed=2) for document in triple.documents()]
    answers = student.extract([document.text for document in documents])
    for document, answer in zip(documents, answers, strict=True):
        check(document.text, answer)
        found = {(m.start, m.end, m.skill) for m in answer.mentions}
        marked = {(s.start, s.end, s.skill) for s in document.spans}
        assert len(found & marked) >= 0.8 * len(marked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_offsets_hold_in_any_text(student: Student, text: str) -> None:
    (answer,) = student.extract([text])
    check(text, answer)


def test_neither_batch_nor_order_matters(student: Student) -> None:
    batch = [d.text for triple in triples(4, seed=3) for d in triple.documents()] + ["", "SQL"]
    together = student.extract(batch)
    assert [student.extract([text])[0] for text in batch] == together
    assert student.extract(batch[::-1])[::-1] == together


def test_a_very_long_line_is_read_to_its_end(student: Student) -> None:
    text = "Skills: " + "nothing to see here " * 2_000 + "\n- SQL\n"
    (answer,) = student.extract([text])
    check(text, answer)
    assert [m.text for m in answer.mentions if m.start > 40_000] == ["SQL"]
