"""How a skill may be written: which kind of name it is, its letters, another name of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generation.wording import Chooser, bank
from graph.keys import skill_key

_PLAIN_ENDINGS = ("ing", "ion", "ment", "ship", "ity", "sis", "ness", "ance", "ics", "ware")
_ALIASED = 7
"""Percent of the skills with other names that a resume calls by one of those."""
_LONGEST_ALIAS = 40
_TAKEN = re.compile(
    r"\b(skills?|abilit(y|ies)|knowledge|understanding|experience|software|systems?|tools?)\b", re.I
)
_AROUND = re.compile(r"^(?:ability to|knowledge of) | skills$| \([A-Z]+\)$", re.I)
_SMALL = frozenset("a an and at for in of on or the to with".split())
_PLAIN_NAME = re.compile(r"[A-Za-z][a-z-]+(?: (?:and|of|in)(?= )| [A-Za-z][a-z-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Said:
    """A skill in a document: its name in the facts, the words for it, and whether they are a deed."""

    name: str
    text: str
    deed: bool


def asked(chooser: Chooser, name: str, others: Sequence[str] = ()) -> str:
    """The name that a job asks for a skill by: now and then `Ability to …`, `… Skills`, `… (AWS)`.

    Taxonomies write in small letters what six of ten job descriptions write in capitals.
    """
    short = [o for o in others if o == _initials(name)]
    if short and len(short[0]) > 1 and chooser.chance(25, "short", name):
        return f"{name} ({short[0].upper()})"
    plain = _PLAIN_NAME.fullmatch(name) and not _TAKEN.search(name)
    if is_deed(name):
        told = f"ability to {name}" if chooser.chance(25, "ability", name) else name
    elif plain and chooser.chance(25, "skills", name):
        told = f"{name} {'Skills' if name.istitle() else 'skills'}"
    elif plain and chooser.chance(8, "knowledge", name):
        told = f"Knowledge of {name}" if name.istitle() else f"knowledge of {name}"
    else:
        told = name
    large = told.islower() and " " in told and chooser.chance(60, "capitals")
    return titled(told) if large else told


def titled(name: str) -> str:
    """A name in small letters with a capital for each word but `of`, `and` and the like."""
    words = name.split()
    return " ".join(w if at and w in _SMALL else w[0].upper() + w[1:] for at, w in enumerate(words))


def core(name: str) -> str:
    """The skill in a name that a job asks by: `Ability to Manage Staff` is `Manage Staff`."""
    return _AROUND.sub("", name) or name


def _initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(w[0].lower() for w in words if w.lower() not in _SMALL)


def said(chooser: Chooser, name: str, others: Sequence[str] = ()) -> Said:
    """The words for a skill: now and then another name of it, or other capitals."""
    key = skill_key(name) if others else ""
    usable = [o for o in others if len(o) <= _LONGEST_ALIAS and skill_key(o) != key]
    if usable and chooser.chance(_ALIASED, "alias", name):
        text = cased(chooser.item(usable, "which alias", name), name)
    else:
        text = lettered(chooser, name)
    return Said(name, text, is_deed(name))


def is_deed(name: str) -> bool:
    """Whether the name says what somebody does (`manage staff`), so that `able to` goes before it."""
    words = name.split()
    if len(words) < 2 or words[0].lower() not in _verbs("verb"):
        return False
    # `Test Automation` and `Support Desk` are none, `Manage Staff` is.
    return name[0].islower() or (words[0].istitle() and words[0].lower() not in _verbs("noun_too"))


@lru_cache
def _verbs(kind: str) -> frozenset[str]:
    """What taxonomies let the names of skills begin with."""
    return frozenset(bank("deeds")[kind])


def cased(alias: str, name: str) -> str:
    """An alias, which is kept folded, in the letters that it is written in."""
    if alias.isalpha() and len(alias) <= (5 if " " in name else 3):
        return alias.upper()
    if not name.istitle() or not alias.replace(" ", "").isalpha():
        return alias
    return " ".join(w.upper() if len(w) < 4 else w.capitalize() for w in alias.split())


def lettered(chooser: Chooser, skill: str) -> str:
    """A skill as somebody might write it: plain words now and then in small letters or capitals.

    Products and abbreviations keep their letters, and so does what is too short to find again.
    """
    if len(skill) <= 5 or not skill.replace(" ", "").isalpha():
        return skill
    if skill.islower():
        return skill[0].upper() + skill[1:] if chooser.chance(50, "capital", skill) else skill
    plain = skill.istitle() and (" " in skill or skill.endswith(_PLAIN_ENDINGS))
    return skill.lower() if plain and chooser.chance(40, "small", skill) else skill
