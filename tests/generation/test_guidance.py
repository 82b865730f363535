"""What a teacher is asked about occupations, and what is made of its answers."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from generation import guidance
from generation.guidance_prompts import (
    SkillsReply,
    StatisticsReply,
    implausible,
    names,
    no_names,
    prompt_version,
)
from generation.offline_guide import OfflineGuide
from generation.prompts import block
from generation.questions import Answer, Journal, ask_all, read
from graph.errors import (
    InvalidValue,
    NotFound,
    ReplyRejected,
    RunError,
    TeacherError,
    TeacherRefused,
)
from graph.gazetteer import Gazetteer
from graph.neighbours import Neighbourhood
from graph.records import SkillName
from graph.statistics import count
from graph.store import Store
from graph.sync import Session
from tests.graph.guided import DESIGNERS, DEVELOPERS, MIDWIVES, NURSES, write_guided

NAMES = Gazetteer(
    [
        SkillName("java", "java", "Java"),
        SkillName("core java", "java", "Java"),
        SkillName("sql", "sql", "SQL"),
        SkillName("cobol", "cobol", "COBOL"),
    ]
)
AROUND = Neighbourhood(
    {"a": {"java": 0.6, "sql": 0.01}, "b": {"java": 0.4}, "c": {"sql": 0.9}},
    {"o": {"a": 1.0, "b": 1.0}, "p": {"a": 1.0}},
)


def answer(occupation: str, *said: str) -> Answer[SkillsReply]:
    return Answer(occupation, SkillsReply(skills=list(said)))


# ---- replies ------------------------------------------------------------------------------------


def test_names_are_short_different_and_in_order() -> None:
    long = "the ability to work well with all sorts of people"
    reply = SkillsReply(skills=["SQL", "  Node.js ", "node js", "...", long, "sql", "x" * 80])
    assert names(reply) == ["SQL", "Node.js"]
    assert no_names(reply)
    assert no_names(SkillsReply(skills=["SQL", "Java", "sql"])) == []
    assert no_names(SkillsReply(skills=[])) == []


def test_figures_that_cannot_be_are_told() -> None:
    def said(*figures: float) -> list[str]:
        return implausible(
            StatisticsReply(**dict(zip(StatisticsReply.model_fields, figures, strict=True)))
        )

    assert said(6, 2, 3, 1.5) == []
    assert "skills_spread" in said(6, 7, 3, 1.5)[0]
    assert "years_spread" in said(6, 2, 3, 5)[0]


@pytest.mark.parametrize(
    "text",
    ['{"skills": ["a"]}', 'Sure:\n```json\n{"skills": ["a"]}\n```', '{"skills": ["a"]} I hope so.'],
)
def test_a_reply_is_found_in_what_came_back(text: str) -> None:
    assert read(AIMessage(text), SkillsReply).skills == ["a"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("none", "no whole JSON object"),
        ('{"skills": ["a"', "no whole JSON object"),
        ('{"skills": "a"}', "skills: input should be a valid list"),
        ('{"skills": [], "more": 1}', "more: extra inputs"),
    ],
)
def test_what_is_no_reply_is_rejected_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(ReplyRejected, match=says):
        read(AIMessage(text), SkillsReply)


def test_a_reply_that_was_cut_off_or_declined_is_none() -> None:
    whole = '{"skills": ["a"]}'
    with pytest.raises(ReplyRejected, match="cut off"):
        read(AIMessage(whole, response_metadata={"finish_reason": "length"}), SkillsReply)
    with pytest.raises(TeacherRefused):
        read(AIMessage("", additional_kwargs={"refusal": "No."}), SkillsReply)


# ---- the filter ---------------------------------------------------------------------------------


def test_what_neighbours_need_passes() -> None:
    judged = guidance.judged([answer("o", "SQL", "Core Java")], NAMES, AROUND, "t", least=0.15)
    assert [s.raw for s in judged.suggested["o"]] == ["SQL", "Core Java"]
    (passed,) = judged.passed["o"]
    assert (passed.skill, passed.raw, passed.rank, passed.neighbours) == ("java", "Core Java", 2, 2)
    assert passed.support >= 0.15
    assert passed.prompt == prompt_version("skills")


def test_what_nobody_requires_passes_when_it_is_named_twice() -> None:
    lists = [answer("o", "COBOL", "Zorblax"), answer("p", "zorblax")]
    passed = guidance.judged(lists, NAMES, AROUND, "t").passed
    assert [(s.skill, s.raw) for s in passed["o"]] == [(None, "Zorblax")]
    assert [s.raw for s in passed["p"]] == ["zorblax"]
    assert guidance.judged([answer("o", "Zorblax")], NAMES, AROUND, "t").passed["o"] == []


@given(st.lists(st.sampled_from(["SQL", "Java", "COBOL", "Zorblax", "Core Java"])), st.floats(0, 1))
def test_the_filter_only_takes_away_and_a_lower_bar_takes_less(
    said: list[str], least: float
) -> None:
    high = guidance.judged([answer("o", *said)], NAMES, AROUND, "t", least=least)
    low = guidance.judged([answer("o", *said)], NAMES, AROUND, "t", least=least / 2)
    assert [s for s in high.suggested["o"] if s in high.passed["o"]] == high.passed["o"]
    assert set(high.passed["o"]) <= set(low.passed["o"])
    keys = [guidance.name_key(s) for s in high.suggested["o"]]
    assert len(keys) == len(set(keys))


def test_answers_that_are_none_are_counted() -> None:
    answers: list[Answer[SkillsReply]] = [answer("o", "SQL"), Answer("p", None, "refused")]
    assert guidance.reasons(answers) == {"refused": 1}
    assert list(guidance.judged(answers, NAMES, AROUND, "t").passed) == ["o"]


# ---- the journal --------------------------------------------------------------------------------


@given(st.integers(0, 200), st.text('äb\n"', max_size=5))
def test_a_journal_cut_anywhere_keeps_whole_answers(cut: int, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept" / "j.jsonl"
        journal = Journal(path)
        for number in range(3):
            journal.put(f"q{number}", {"a": [number, text]})
        raw = path.read_bytes()[:cut]
        path.write_bytes(raw)
        kept = Journal(path)
        whole = raw.count(b"\n")
        assert [kept.get(f"q{n}") for n in range(4)] == [
            {"a": [n, text]} if n < whole else None for n in range(4)
        ]
        kept.put("q9", {})
        assert [json.loads(line)["question"] for line in path.read_text().splitlines()] == [
            *(f"q{n}" for n in range(whole)),
            "q9",
        ]


def test_a_damaged_journal_is_told(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    for damaged in ("nothing", "[]", "{}"):
        path.write_text('{"question": "q", "answer": {}}\n' + damaged + "\n")
        with pytest.raises(RunError, match="line 2 is no answer"):
            Journal(path)


# ---- on the engines -----------------------------------------------------------------------------


def test_who_is_asked_about(store: Store) -> None:
    write_guided(store)
    assert [c.key for c in guidance.choose(store, fewer_than=2)] == [
        "soc:15-1211",
        DESIGNERS,
        MIDWIVES,
    ]
    assert [c.key for c in guidance.choose(store, fewer_than=2, limit=1)] == ["soc:15-1211"]
    assert [c.title for c in guidance.choose(store, ["midwives"], fewer_than=0)] == ["Midwives"]
    with pytest.raises(NotFound):
        guidance.choose(store, ["Nobody"], fewer_than=1)
    with Session(store, "test", today="2026-01-31") as session:
        session.nodes("occupations", {"title:clerk": {"title": "Clerk", "folded": "clerk"}})
    with pytest.raises(InvalidValue, match="no occupation of the SOC"):
        guidance.choose(store, ["Clerk"], fewer_than=1)


def test_the_offline_teacher_says_what_the_prompt_tells(store: Store, tmp_path: Path) -> None:
    write_guided(store)
    counted, around = count(store), Neighbourhood.read(store)
    chosen = guidance.choose(store, fewer_than=1)
    asked = guidance.skills_questions(store, chosen, around, 3)
    facts = block(str(asked[0].messages[1].text), "context")
    assert facts is not None
    assert facts["siblings"][0]["title"] == "Software Developers"
    assert facts["definition"] == "Work as web designers."
    (designers, midwives) = ask_all(OfflineGuide(), asked, Journal(tmp_path / "a"))
    assert designers.reply is not None
    assert len(designers.reply.skills) == 3
    assert {"Java", "Selenium"} <= set(designers.reply.skills)
    assert midwives.reply == SkillsReply(skills=["Triage", "Excel"])
    again = list(ask_all(OfflineGuide(), asked, Journal(tmp_path / "a")))
    assert [a.reply for a in again] == [designers.reply, midwives.reply]
    assert not any(a.asked for a in again)
    typical = guidance.statistics_questions(store, chosen, counted)
    answers = list(ask_all(OfflineGuide(), typical, Journal(tmp_path / "b")))
    (first, _) = guidance.estimates(answers, counted, "t")
    assert first.skills_mean == pytest.approx(counted.typical["soc:15-0000"].mean, abs=0.01)
    assert (first.source, first.years_source, first.teacher) == ("teacher", "teacher", "t")


def test_the_offline_teacher_wants_its_context() -> None:
    with pytest.raises(TeacherError, match="no context"):
        OfflineGuide().invoke("Which skills?")


def test_own_postings_are_not_shown(store: Store) -> None:
    write_guided(store)
    chosen = guidance.choose(store, [DEVELOPERS, NURSES], fewer_than=0)
    for question in guidance.skills_questions(store, chosen, Neighbourhood.read(store), 5):
        facts = block(str(question.messages[1].text), "context")
        assert facts is not None
        assert facts["occupation"] not in [s["title"] for s in facts["siblings"]]
