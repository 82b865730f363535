from __future__ import annotations

import re

import pytest

from generation.layout import Style
from generation.skill_lists import SkillList
from generation.skill_words import Said
from generation.wording import Chooser, bank, fill

FORMS = (
    "plain one sentence mixed colon inline grouped cluster prose pair level".split()
)  # all that a resume may use
NAMES = ("Java", "SQL Server", "C++", "manage staff", "Wound Care", "time management", "R&D")


def made(form: str, number: int, names=NAMES) -> list[str]:
    pick = Chooser(f"list:{number}", [n.lower() for n in names])

    def filled(phrase: str, about: object, **slots: str) -> str:
        return fill(phrase, **{"n": "3", "p": "4", "e": "Harlow", "city": "Omaha"} | slots)

    lists = SkillList(pick, bank("resume"), Style("{}", "- ", tight=True), filled)
    return lists.lines(form, [Said(n, n, n == "manage staff") for n in names])


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_every_skill_once_and_leaves_no_slot(form):
    for number in range(40):
        lines = made(form, number)
        text = "\n".join(lines)
        assert not set("{}<>") & set(text), text
        assert all(text.count(name) == 1 for name in NAMES), text


@pytest.mark.parametrize("form", FORMS)
def test_a_list_of_one(form):
    for number in range(20):
        assert "Java" in "\n".join(made(form, number, ["Java"]))


@pytest.mark.parametrize("form", ["plain", "one", "sentence", "mixed", "colon", "level"])
def test_leaving_one_out_takes_out_its_line_alone(form):
    whole, less = made(form, 5), made(form, 5, NAMES[:2] + NAMES[3:])
    assert [line for line in whole if "C++" not in line] == less


def test_what_one_does_is_told_as_a_deed():
    told = {line for n in range(60) for line in made("one", n) if "manage staff" in line}
    assert any(re.match(r"- (Able|Fit|Prepared|Free) to manage staff", line) for line in told)
    assert not any("knowledge of manage" in line for line in told)
