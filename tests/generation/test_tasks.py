from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.tasks import reworded, told, verb_forms, verbs
from generation.wording import Chooser
from graph.keys import skill_key

TASKS = st.sampled_from(
    [
        "Plan trips for visitors.",
        "Prepare, install, maintain, or repair equipment used for hydrologic study, such as gauges.",
        "Inspect animals to detect and determine the nature of diseases or injuries.",
        "Confer with clients to determine their needs, using questionnaires or interviews.",
        "Sort letters, and record complaints of residents.",
        "Otherwise help where needed.",
    ]
)


@pytest.mark.parametrize(
    ("task", "past", "ing"),
    [
        ("Plan trips.", "Planned trips.", "Planning trips."),
        ("Write or edit texts.", "Wrote or edited texts.", "Writing or editing texts."),
        (
            "Apply, use, and carry paint.",
            "Applied, used, and carried paint.",
            "Applying, using, and carrying paint.",
        ),
        ("Control, label, or log parts.", "Controlled, labeled, or logged parts.", None),
        ("Oversee work to plan and direct trips.", "Oversaw work to plan and direct trips.", None),
        ("Lead.", "Led.", "Leading."),
    ],
)
def test_the_verbs_a_task_begins_with_are_inflected(task, past, ing):
    assert told(task, "past") == past
    assert ing is None or told(task, "ing") == ing
    assert told(task, "plain") == task


@pytest.mark.parametrize(
    "task",
    [
        "Frobnicate trips.",  # a verb that is not known
        "Plan and frobnicate trips.",
        "Plan trips, and record complaints.",  # a later verb that would have to change as well
        "",
        "12 trips",
    ],
)
def test_what_is_not_known_for_sure_stays(task):
    assert told(task, "past") == task


def test_every_known_verb_has_its_own_forms():
    assert len(verb_forms()) > 2.5 * len(verbs())
    assert {"planned", "planning", "wrote", "agreed", "agreeing", "tried", "trying"} <= verb_forms()


@given(TASKS, st.integers(0, 10_000), st.sampled_from(["plain", "past", "ing"]))
def test_other_words_keep_the_sentence_and_depend_on_the_seed_alone(task, seed, form):
    said = reworded(Chooser(str(seed)), task, form)
    assert said == reworded(Chooser(str(seed)), task, form)
    assert said[:1].isupper()
    assert said.endswith(".")
    assert "  " not in said


@given(TASKS, st.integers(0, 10_000), st.sampled_from(["past", "ing"]))
def test_other_words_never_name_what_must_not_be_named(task, seed, form):
    free = reworded(Chooser(str(seed)), task, form)
    banned = [word for word in free.strip(".").split() if word not in task]
    said = reworded(Chooser(str(seed), [skill_key(word) for word in banned]), task, form)
    assert said == free if not banned else not set(banned) & set(said.strip(".").split())
    assert Chooser(str(seed), [skill_key(w) for w in banned]).allowed(said) or said == task


def test_tasks_are_told_in_many_ways():
    task = "Prepare, install, maintain, or repair equipment, such as gauges."
    assert len({reworded(Chooser(str(seed)), task) for seed in range(200)}) > 60
