"""Days of postings: `4 days ago` is a date only once it is known when the page was crawled."""

from __future__ import annotations

import re
from datetime import date, timedelta

from graph.errors import InvalidValue

_AGO = re.compile(
    r"(?:posted )?(?:(?P<count>\d+)|an?|about an?)\+? (?P<unit>minute|hour|day|week|month|year)s? ago"
)
_DAYS = {"minute": 0.0, "hour": 0.0, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}


def parse_day(text: str) -> date:
    """A calendar day such as 2018-03-01.

    Raises:
        InvalidValue: It is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidValue(
            f"{text!r} is not a day.", hint="Write it as year-month-day: 2018-03-01."
        ) from None


def resolve_posted(posted: str, crawled: date) -> str:
    """The ISO day of a posting crawled on a day; empty where the text does not say one."""
    text = " ".join(posted.casefold().split())
    if text in ("today", "just now", "just posted", "moments ago"):
        return crawled.isoformat()
    if text == "yesterday":
        return (crawled - timedelta(days=1)).isoformat()
    found = _AGO.fullmatch(text)
    if found:
        days = int(found["count"] or 1) * _DAYS[found["unit"]]
        return (crawled - timedelta(days=round(days))).isoformat()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""
