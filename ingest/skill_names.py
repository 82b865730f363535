"""The built-in list of skill names: how each is usually written and where it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from graph.keys import skill_key

# What no key keeps of plain text.
_DROPPED = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code) in "+#&")}
_FILE = Path(__file__).with_name("skill_names.txt")


@dataclass(frozen=True, slots=True)
class Name:
    """`use`: `names` counts anywhere, `cased` in a sentence only as spelled, `alone` never there."""

    spelled: str
    use: str


@cache
def names() -> Mapping[str, Name]:
    """The list by key; of several spellings the first is shown. Read once, when first asked for."""
    found: dict[str, Name] = {}
    for use, spelled in _read():
        found.setdefault(skill_key(spelled), Name(spelled, use))
    return found


@lru_cache(maxsize=1 << 17)
def is_known(surface: str) -> bool:
    """Whether the built-in list has the name, however it is written."""
    if surface.isascii() and surface.lower().translate(_DROPPED) not in _letters():
        return False  # nearly always, and many times faster than the key
    return skill_key(surface) in names()


@cache
def _letters() -> frozenset[str]:
    return frozenset(key.lstrip(".") for key in names())


def stands_in_prose(surface: str) -> bool:
    """Whether a known name counts inside a sentence; a name that the list lacks does."""
    name = names().get(skill_key(surface))
    if name is None or name.use == "names":
        return True
    return name.use == "cased" and surface == name.spelled


def is_field_of_work(surface: str) -> bool:
    """Whether the name is of the class `alone` (`Marketing`), which is often half of a phrase."""
    name = names().get(skill_key(surface))
    return name is not None and name.use == "alone"


def _read() -> Iterator[tuple[str, str]]:
    use = "names"
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            use = line[2:].strip()
        elif not line.startswith("# "):
            for name in filter(None, map(str.strip, line.split(";"))):
                yield use, name
