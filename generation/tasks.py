"""What is done in an occupation, in other words and other forms: `Plan trips` is `Arranged trips`.

Only verbs that the phrase files know are inflected, for a wrong form reads worse than the plain one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generation.wording import Chooser, bank

_JOINT = r"(?:, and/or |, and |, or | and/or | and | or |, )"
_HEAD = re.compile(rf"[A-Za-z]+(?:{_JOINT}[a-z]+)*?(?= (?!and\b|or\b|and/or\b)[^ ]|\.|$)")
_AIM = re.compile(rf"\bto [a-z]+(?:{_JOINT}[a-z]+)*")
_LATER = re.compile(r"(?:\band/or|\band|\bor|,(?! (?:and|or)\b)) (?P<verb>[a-z]+)\b")
_VOWELS = "aeiou"
_TAIL = re.compile(r", (?:such as|using|including|or other|and other) [^.]*(?=\.$)")
_OR = re.compile(r"(?<=[a-z,]) or (?=[a-z])")
_SHORTEST = 5
"""Words that a task keeps, at least."""


def reworded(chooser: Chooser, task: str, form: str = "plain") -> str:
    """A task as somebody else would put it: other words, and now and then without what comes last.

    The task is returned as it is when its other words name a skill that must not be named.

    Args:
        chooser: of the document.
        task: a sentence of the graph.
        form: as in `told`.
    """
    short = _TAIL.sub("", task)
    cut = len(short.split()) >= _SHORTEST and chooser.chance(60, "cut", task)
    said = chooser.varied(short if cut else task, "reworded", "reworded", task)
    if chooser.chance(40, "or", task):
        said = _OR.sub(" and ", said)
    said = told(said, form)
    return said if chooser.allowed(said) else task


def told(task: str, form: str) -> str:
    """A task in another form; as it is where its verbs are not known for sure.

    Args:
        task: a sentence that begins with one or more verbs (O*NET task statements).
        form: `past` (planned), `ing` (planning) or `plain`.
    """
    head = _HEAD.match(task)
    if form == "plain" or head is None:
        return task
    words = re.split(f"({_JOINT})", head.group())
    rest = task[head.end() :]
    if not all(word.lower() in verbs() for word in words[::2]) or not _ends(rest):
        return task
    words[::2] = [_inflected(word, form) for word in words[::2]]
    return "".join(words) + rest


def _ends(rest: str) -> bool:
    """Whether no further verb follows that would have to change as well: `and report findings`."""
    return not any(found["verb"] in verbs() for found in _LATER.finditer(_AIM.sub("", rest)))


@lru_cache
def verbs() -> frozenset[str]:
    """The verbs whose forms are known."""
    return frozenset((*bank("deeds")["verb"], *bank("tenses")["verb"]))


@lru_cache
def verb_forms() -> frozenset[str]:
    """The known verbs as a task may begin with them: `plan`, `planned`, `planning`."""
    forms = ("past", "ing")
    return verbs() | {_inflected(verb, form) for verb in verbs() for form in forms}


@lru_cache
def _past() -> dict[str, str]:
    return dict(pair.split(" ", 1) for pair in bank("tenses")["past"])


def _inflected(verb: str, form: str) -> str:
    low = verb.lower()
    ing = form == "ing"
    made = _stem(low, "ing") + "ing" if ing else _past().get(low) or _stem(low, "ed") + "ed"
    return made.capitalize() if verb[0].isupper() else made


def _stem(verb: str, ending: str) -> str:
    """The verb as its ending is joined to it: `plann`, `us`, `carri` before `ed`."""
    if verb in bank("tenses")["doubled"]:
        return verb + verb[-1]
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1]
    if ending != "ing" and verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "i"
    return verb.removesuffix("e") if ending != "ing" else verb
