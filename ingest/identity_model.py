"""What identity takes and gives: surfaces, anchors, decisions; evidence; skills and their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.keys import skill_key

Contexts = Callable[[Collection[str]], Mapping[str, Mapping[str, int]]]
"""Asked for keys, gives how many postings name each other key beside them."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One spelling group of the postings: raw spelling -> postings that surely ask for it.

    `key` is `graph.keys.skill_key` of every spelling.
    """

    key: str
    spellings: Mapping[str, int]

    @property
    def postings(self) -> int:
        """Postings that surely ask for it."""
        return sum(self.spellings.values())

    @property
    def text(self) -> str:
        """The most frequent spelling; of equals the first in the order of characters."""
        return min(self.spellings, key=lambda text: (-self.spellings[text], text), default=self.key)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A taxonomy's skill: its own key (`esco:…`, `onet:…`), name, kind, other labels, taxonomy."""

    key: str
    name: str
    kind: str = "skill"
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word: `a` and `b`, in any spelling, are one skill (`merge`) or not (`split`)."""

    kind: Literal["merge", "split"]
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the name of key `a` is another name of key `b`. `plain` is a full name of the skill.

    Names that are not plain (typos, versions, `java developer`) never become the skill's own name.
    """

    a: str
    b: str
    method: str
    score: float
    because: str
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which skill a name means, by which method, how sure (0..1), and a short reason."""

    skill: str
    method: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class SkillIdentity:
    """One skill: `key` is a member of it; `surfaces` and `anchors` are keys in their order.

    `postings` is the sum over surfaces; `status` is `canonical` when a taxonomy names the skill or
    at least two postings surely ask for it, else `candidate`.
    """

    key: str
    name: str
    kind: str
    anchors: tuple[str, ...]
    surfaces: tuple[str, ...]
    postings: int

    @property
    def status(self) -> str:
        """`canonical` or `candidate`."""
        return "canonical" if self.anchors or self.postings >= 2 else "candidate"


@dataclass(frozen=True, slots=True)
class Given:
    """What identities were made from, so that further names can be judged beside it."""

    surfaces: tuple[Surface, ...]
    anchors: tuple[Anchor, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """The skills by key, what each name's key resolves to, and what they were made from."""

    skills: dict[str, SkillIdentity]
    names: dict[str, Resolution]
    anchored: dict[str, str]
    given: Given = field(repr=False)

    def of(self, text: str) -> Resolution | None:
        """What a spelling names, or None when it names no skill of the graph."""
        return self.names.get(skill_key(text))

    def of_anchor(self, anchor_key: str) -> str:
        """The key of the skill that a taxonomy's concept is.

        Raises:
            KeyError: No such anchor was given, or its name has no letter and no digit.
        """
        return self.anchored[anchor_key]
