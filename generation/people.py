"""Invented people and places: no real person, reserved mail domains and phone numbers only.

Origin and gender are drawn in equal shares and each apart from everything else, so that a name says
nothing about skills.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generation.wording import Chooser, bank

ORIGINS = ("african", "east_asian", "south_asian", "hispanic", "european", "middle_eastern")
GENDERS = ("female", "male")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    email: str
    phone: str
    city: str


def invented(chooser: Chooser) -> Person:
    """A person; the phone number lies in 555-0100 to 555-0199."""
    people = bank("people")
    origin = chooser.item(ORIGINS, "origin")
    gender = chooser.item(GENDERS, "gender")
    first = chooser.phrase(people[f"{gender}.{origin}"], "first") or "A."
    # Families move and marry: one in five has a name of another origin.
    family = chooser.item(ORIGINS, "family") if chooser.chance(20, "married") else origin
    last = chooser.phrase(people[f"last.{family}"], "last") or "B."
    return Person(
        name=f"{first} {last}",
        email=f"{_local(chooser, first, last).lower()}@{_domain(chooser)}",
        phone=phone(chooser),
        city=chooser.phrase(bank("places")["cities"], "city"),
    )


def _local(chooser: Chooser, first: str, last: str) -> str:
    joint = chooser.item((".", "", "_", "-"), "mail")
    local = chooser.item((f"{first}{joint}{last}", f"{first[:1]}{last}", f"{last}{joint}{first}"))
    number = 10 + chooser.number(90, "mail number")
    return f"{local}{number}" if chooser.chance(45, "mail?") else local


def _domain(chooser: Chooser) -> str:
    """A domain that nobody can own (RFC 2606): `.example` and the three names below others."""
    house = chooser.item(bank("words")["house"], "mail house").lower().replace(" ", "")
    usual = ("example.com", "example.org", "example.net")
    return f"{house}.example" if chooser.chance(70, "domain") else chooser.item(usual, "domain")


class Named(NamedTuple):
    """Whom a text names, and the origin and gender that the first name stands for."""

    name: str
    origin: str
    gender: str


@lru_cache
def _firsts() -> dict[str, tuple[str, str]]:
    people = bank("people")
    return {f: (o, g) for o in ORIGINS for g in GENDERS for f in people[f"{g}.{o}"]}


@lru_cache
def _lasts() -> frozenset[str]:
    people = bank("people")
    return frozenset(last for origin in ORIGINS for last in people[f"last.{origin}"])


def named_in(text: str) -> Named | None:
    """The first person of ours whom a text names; None without one.

    First and last name must both be ours: of the first names alone, many stand in any file.
    """
    firsts, lasts = _firsts(), _lasts()
    words = (word.strip(".,:;|()*#") for word in text.split())
    for first, last in pairwise(words):
        if first in firsts and last in lasts:
            return Named(f"{first} {last}", *firsts[first])
    return None


def phone(chooser: Chooser, *about: object) -> str:
    """A number of the range that is reserved for fiction."""
    area, line = 201 + chooser.number(700, "area", *about), chooser.number(100, "line", *about)
    form = chooser.item(("({}) 555-01{:02}", "{}-555-01{:02}", "+1 {} 555 01{:02}"), "form")
    return form.format(area, line)
