"""The names of well-known skills that this project knows by itself: `known_aliases.txt`, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.errors import UnreadableFile
from graph.keys import skill_key

MAKERS = {
    "microsoft": ("Microsoft", "MS"),
    "amazon": ("Amazon", "AWS"),
    **{
        name.casefold(): (name,)
        for name in (
            *("Adobe", "Apache", "Apple", "Atlassian", "Cisco", "Citrix", "Google", "IBM"),
            *("Oracle", "Salesforce", "SAP", "TIBCO", "VMware"),
        )
    },
}
"""Flag of a line -> the words that may stand before the name and change nothing."""

AMBIGUOUS = "ambiguous"
SECTIONS = ("technology", "practice", "certification", "vendor", AMBIGUOUS)
_FLAG = re.compile(r"\s@(\w+)")


@dataclass(frozen=True, slots=True)
class Known:
    """One line of the list. `names` begins with the usual spelling; `made` were put together."""

    section: str
    names: tuple[str, ...]
    made: tuple[str, ...]

    @property
    def key(self) -> str:
        """The key of the usual spelling."""
        return skill_key(self.names[0])


@cache
def known() -> tuple[Known, ...]:
    """Every line of the list, in its order."""
    return tuple(line for line in _lines() if line.section != AMBIGUOUS)


@cache
def ambiguous() -> frozenset[str]:
    """Keys of acronyms that mean too many things to be joined by anything but a person."""
    apart = (line.names for line in _lines() if line.section == AMBIGUOUS)
    return frozenset(skill_key(name) for names in apart for name in names)


@cache
def _lines() -> tuple[Known, ...]:
    return parse((files("ingest") / "known_aliases.txt").read_text(encoding="utf-8"))


@cache
def by_key() -> dict[str, Known]:
    """Key of any name -> its line; a written name wins over one that was put together."""
    found: dict[str, Known] = {}
    for line in known():
        found.update((skill_key(name), line) for name in line.names)
    for line in known():
        for name in line.made:
            found.setdefault(skill_key(name), line)
    return found


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Key of any name -> how the list writes it, on the line that the key belongs to."""
    found: dict[str, list[str]] = {}
    lines = by_key()
    for line in known():
        for name in (*line.names, *line.made):
            if lines[skill_key(name)] is line:
                found.setdefault(skill_key(name), []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def parse(text: str) -> tuple[Known, ...]:
    """Read the list's own format.

    Raises:
        UnreadableFile: A line before the first section, an unknown section or flag, a name on two
            lines.
    """
    section, lines, seen = "", [], dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("["):
            section = line.strip("[] ")
        if section not in SECTIONS:
            raise _wrong(number, f"[{section}] is no section; there are {', '.join(SECTIONS)}")
        if line.startswith("["):
            continue
        lines.append(_known(section, line, number))
        for key in {skill_key(name) for name in lines[-1].names}:
            if seen.setdefault(key, number) != number:
                raise _wrong(number, f"{key!r} stands on line {seen[key]} too")
    return tuple(lines)


def _known(section: str, line: str, number: int) -> Known:
    if section == AMBIGUOUS:
        return Known(section, tuple(name.strip() for name in line.split(";")), ())
    head, _, rest = line.partition(" = ")
    flags = _FLAG.findall(head)
    names = (_FLAG.sub("", head).strip(), *(name.strip() for name in rest.split(";")))
    names = tuple(name for name in names if name)
    made: list[str] = []
    for flag in flags:
        if flag == "js":
            made += [f"{names[0]}.js"]
        elif flag in MAKERS:
            made += [f"{maker} {name}" for maker in MAKERS[flag] for name in names]
        else:
            raise _wrong(number, f"@{flag} is no flag; there are js, {', '.join(MAKERS)}")
    return Known(section, names, tuple(made))


def _wrong(number: int, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"known_aliases.txt, line {number}: {what}.", hint="Mend that line of the list."
    )
