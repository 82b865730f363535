from __future__ import annotations

import pytest

from generation.industries import INDUSTRIES, industry_of
from generation.wording import bank


@pytest.mark.parametrize(
    ("occupation", "title", "industry"),
    [
        ("soc:15-1252", "Software Developers", "technology"),
        ("soc:29-1141", "Registered Nurses", "healthcare"),
        ("soc:13-2011", "Accountants and Auditors", "finance"),
        ("soc:47-2031", "Carpenters", "manual"),
        ("soc:25-2021", "Elementary School Teachers", "social"),
        ("soc:43-6014", "Secretaries", "administrative"),
        ("soc:41-3091", "Sales Representatives", "product"),
        ("title:java-developer", "Java Developer", "technology"),
        ("title:icu-nurse", "ICU Nurse", "healthcare"),
        ("title:tax-senior", "Senior Tax Associate", "finance"),
    ],
)
def test_an_occupation_belongs_to_an_industry(occupation: str, title: str, industry: str) -> None:
    assert industry_of(occupation, title) == industry


def test_every_industry_has_words_of_its_own():
    uses = bank("industries")
    for industry in INDUSTRIES:
        assert all(len(uses[f"{use}.{industry}"]) >= 3 for use in ("aim", "goal", "plain", "firm"))
