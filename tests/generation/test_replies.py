from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from generation.replies import Reply, clean, parse, parse_text
from graph.errors import ReplyRejected, TeacherRefused

GOOD = {"job_description": "a job", "matched_resume": "one", "unmatched_resume": "two"}


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Here you are:\n```json\n{}\n```\nAnything else?",
        '{{"thought": "let me see"}} {}',
        "A brace {{ in prose, then {}",
        '[1, "{{"] {}',
    ],
)
def test_the_object_is_found_wherever_it_stands(around):
    assert parse_text(around.format(json.dumps(GOOD))) == Reply.model_validate(GOOD)


@given(st.text(max_size=60), st.text(min_size=1, max_size=80).map(lambda t: t + "x"))
def test_what_is_written_is_read_back(before, text):
    reply = parse_text(before.replace("{", "(") + json.dumps({**GOOD, "job_description": text}))
    assert reply.job_description == clean(text)


def test_line_breaks_inside_strings_are_forgiven():
    assert parse_text('{"job_description": "a\nb", "matched_resume": "c", "unmatched_resume": "d"}')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no JSON object"),
        ("I would rather not.", "no JSON object"),
        (json.dumps(GOOD)[:-3], "no JSON object"),
        ("{" * 5_000, "no JSON object"),
        ('{"job_description": "a"}', "matched_resume: field required"),
        (json.dumps({**GOOD, "matched_resume": 3}), "matched_resume: input should be"),
        (json.dumps({**GOOD, "unmatched_resume": ""}), "unmatched_resume: string should have"),
        (json.dumps({**GOOD, "more": "x"}), "more: extra inputs"),
    ],
)
def test_what_cannot_be_read_is_rejected_with_the_reason(text, said):
    with pytest.raises(ReplyRejected, match=said):
        parse_text(text)


def test_a_refusal_is_no_malformed_reply():
    with pytest.raises(TeacherRefused, match="No, thank you"):
        parse(AIMessage("", additional_kwargs={"refusal": "No, thank you."}))
    with pytest.raises(TeacherRefused, match="content filter"):
        parse(AIMessage("", response_metadata={"finish_reason": "content_filter"}))


@given(st.text())
def test_cleaning_leaves_no_blank_space_to_tell_documents_apart(text):
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned
    assert not any(line != line.rstrip(" \t") for line in cleaned.split("\n"))
    assert clean(cleaned) == cleaned


def test_every_document_of_a_reply_is_cleaned():
    text = json.dumps(dict.fromkeys(GOOD, "\n\na  \r\n\n\n\n b\t\n"))
    reply = parse_text(text)
    assert {getattr(reply, name) for name in GOOD} == {"a\n\n b"}
