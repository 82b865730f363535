"""Invented people and places: no real person, reserved mail domains and phone numbers only.

First names come in equal shares from three lists (women, men, either), family names from one list
that crosses them freely, so that neither says anything about skills.
"""

from __future__ import annotations

from dataclasses import dataclass

from generation.wording import Chooser, bank


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
    group = chooser.item(("first_female", "first_male", "first_either"), "group")
    first = chooser.phrase(people[group], "first")
    last = chooser.phrase(people["last"], "last")
    local = chooser.item((f"{first}.{last}", f"{first}{last}", f"{first[:1]}{last}"), "mail")
    domain = chooser.item(bank("places")["mail_domains"], "domain")
    return Person(
        name=f"{first} {last}".strip(),
        email=f"{local.lower().strip('.') or 'me'}@{domain}",
        phone=phone(chooser),
        city=chooser.phrase(bank("places")["cities"], "city"),
    )


def phone(chooser: Chooser, *about: object) -> str:
    """A number of the range that is reserved for fiction."""
    area, line = 201 + chooser.number(700, "area", *about), chooser.number(100, "line", *about)
    form = chooser.item(("({}) 555-01{:02}", "{}-555-01{:02}", "+1 {} 555 01{:02}"), "form")
    return form.format(area, line)
