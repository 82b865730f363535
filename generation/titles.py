"""What one person is called who has an occupation: the official title, or another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generation.skill_words import titled

_UNCOUNTED = frozenset(
    "Athletics Economics Electronics Fitness Logistics Mathematics News Operations Physics Relations "
    "Sales Services Statistics Systems Sports Telecommunications".split()
)
_PLAIN = re.compile(r"[a-z]{4,}(?: (?:(?:and|at|for|in|of|on|the|to) )?[a-z]{4,}){0,3}")


def person_title(key: str, title: str) -> str:
    """What one person is called: SOC titles name many (`Web Developers`), posting titles one."""
    if not key.startswith("soc:"):
        return title
    # `Supervisors of Production Workers` is one supervisor of many workers.
    head, of, rest = title.removesuffix(", All Other").partition(" of ")
    parts = re.split(r"(, and |, or |, | and | or |/)", head)
    return "".join(_singular(part) for part in parts) + of + rest


def _singular(part: str) -> str:
    head, _, last = part.rpartition(" ")
    if last in _UNCOUNTED or not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return part.removesuffix("men") + "man" if last.endswith("men") else part
    for ending, single in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if last.endswith(ending):
            last = last.removesuffix(ending) + single
            break
    return f"{head} {last}" if head else last


def plain_titles(told: Iterable[str]) -> list[str]:
    """Those of the other titles, which are kept folded, that can be written as people write them.

    Which letters an abbreviation has in capitals is not known, so that titles with a short word are
    left out: `gis analyst`.
    """
    return [titled(title) for title in told if _PLAIN.fullmatch(title) and len(title) > 5]
