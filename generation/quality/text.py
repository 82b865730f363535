"""Where names stand in a text, as the measures count them; the chain's own checks are not asked.

Case, line breaks and runs of blanks do not matter for names, punctuation does not for titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from generation.examples import Experience
from generation.locate import DEGREE

SHORT = 3
"""Names up to this length must be written in their own case: `Go` and `R` are also words."""
NEAR = 160
"""Characters between a title and its years, at most."""
_WORD = re.compile(r"\w+")
_Fits = Callable[[set[str]], bool]
_DEGREE = re.compile(
    rf"\b(?:{DEGREE}|[bm]\.?sc?\.?|b\.?a\.?|mba"
    r"|ph\.?d\.?)(?:['’]?s)?(?!\w)(?:[^\n,;|.]{0,30}?\b(?:in|of) [^\n,;|.()–]{2,60})?",
    re.IGNORECASE,
)
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class _Cased:
    """A text with single blanks, as written and in lower case."""

    def __init__(self, text: str) -> None:
        self.exact = " ".join(text.split())
        self.lower = self.exact.lower()


class Searched:
    """A text prepared for many look-ups."""

    def __init__(self, text: str) -> None:
        self._text, self._whole, self._words = text, _Cased(text), _bare(text)

    def has(self, name: str, outside: Sequence[str] = ()) -> bool:
        """Whether a name stands there as words of their own.

        Args:
            name: of a skill.
            outside: longer names, inside of which it does not count: `Java Developer` says of
                nobody that they know Java.
        """
        name = " ".join(name.split())
        where = self._without(outside) if outside else self._whole
        if len(name) <= SHORT:
            return bool(name) and _stands(where.exact, name)
        return _stands(where.lower, name.lower())

    def _without(self, names: Sequence[str]) -> _Cased:
        rest = list(self._text)
        for start, end in bare_places(self._text, names):
            # No name holds this, so that none is made of what stands on both sides.
            rest[start:end] = "\0" * (end - start)
        return _Cased("".join(rest))

    def has_title(self, title: str) -> bool:
        """Whether the words of a title stand there in their order."""
        return _bare(title) in self._words

    def has_years(self, job: Experience, outside: Sequence[str] = ()) -> bool:
        """Whether both years of an experience stand near its title, outside of longer titles."""
        text = _bare(self._without(outside).exact) if outside else self._words
        return _near(text, job, lambda words: words >= {str(job.start), str(job.end)})

    def has_length(self, job: Experience) -> bool:
        """Whether the number of years of an experience stands near its title."""
        word = _NUMBERS[job.years] if 0 <= job.years < len(_NUMBERS) else ""
        return _near(self._words, job, lambda words: bool(words & {str(job.years), word}))


def _near(text: str, job: Experience, fits: _Fits) -> bool:
    title = _bare(job.title)
    at = text.find(title)
    while at >= 0:
        end = at + len(title)
        around = text[max(0, at - NEAR) : at] + text[end - 1 : end + NEAR]
        if fits(set(around.split())):
            return True
        at = text.find(title, at + 1)
    return False


def bare_places(text: str, titles: Sequence[str]) -> list[tuple[int, int]]:
    """Offsets of titles in a text, whatever punctuation stands between their words."""
    return [
        match.span()
        for title in dict.fromkeys(titles)
        if (pattern := _title(title)) is not None
        for match in pattern.finditer(text)
    ]


@lru_cache(maxsize=10_000)
def _title(title: str) -> re.Pattern[str] | None:
    words = _WORD.findall(title)
    between = r"\W+".join(map(re.escape, words))
    return re.compile(rf"\b{between}\b", re.IGNORECASE) if words else None


def degrees(text: str) -> list[tuple[int, int]]:
    """Offsets of degrees with their fields of study, as in `B.S. in Computer Science`."""
    return [match.span() for match in _DEGREE.finditer(text)]


def _bare(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _stands(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        # `js` is no word of `Node.js`, nor `.net` one of `ASP.NET`.
        joined = before.isalnum() or (before == "." and text[at - 2 : at - 1].isalnum())
        opens = not joined or not (name[0].isalnum() or name[0] == ".")
        closes = not ((after.isalnum() and name[-1].isalnum()) or after in ("+", "#"))
        if opens and closes:
            return True
        at = text.find(name, at + 1)
    return False
