"""Relative dates of postings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidValue
from ingest.dates import parse_day, resolve_posted

CRAWLED = date(2018, 3, 1)


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("4 days ago", "2018-02-25"),
        ("1 week ago", "2018-02-22"),
        ("2 weeks ago", "2018-02-15"),
        ("1 hour ago", "2018-03-01"),
        ("Posted 30+ days ago", "2018-01-30"),
        ("yesterday", "2018-02-28"),
        ("Today", "2018-03-01"),
        ("a month ago", "2018-01-30"),
        ("2017-11-05", "2017-11-05"),
        ("soon", ""),
        ("", ""),
    ],
)
def test_days(posted: str, day: str) -> None:
    assert resolve_posted(posted, CRAWLED) == day


@given(st.text(max_size=30))
def test_any_text_gives_a_day_or_nothing(text: str) -> None:
    found = resolve_posted(text, CRAWLED)
    assert found == "" or date.fromisoformat(found)


@given(st.integers(0, 400))
def test_days_count_back(days: int) -> None:
    assert (CRAWLED - date.fromisoformat(resolve_posted(f"{days} days ago", CRAWLED))).days == days


def test_a_day_must_be_one() -> None:
    assert parse_day(" 2018-03-01 ") == CRAWLED
    with pytest.raises(InvalidValue, match="is not a day"):
        parse_day("March")
