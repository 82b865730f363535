"""Records of sources into the graph: each merges on its key, so that a second load changes nothing.

Evidence edges carry the source and the part of it (a file format) that says so; loading a part
again replaces what only its older version said. Skills are named through `Named`: a taxonomy's
concept or a posting's spelling, and the skill it stands for today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from graph.keys import fold
from graph.records import (
    Broader,
    ForeignOccupation,
    Group,
    Occupation,
    OccupationFacts,
    Posting,
    RelatedOccupation,
    SkillConcept,
    SkillGroup,
    SkillListing,
    SocIsco,
    SourceRecord,
    Task,
    TitleAlias,
)
from graph.sync import Edge, Session

SkillOf = Callable[[str], str]
"""The key of the skill that a concept's key or a spelling's key stands for."""

EDGE_ORDER = (
    "group_parents",
    "occupation_groups",
    "occupation_aliases",
    "lists",
    "related",
    "performs",
    "broader_skills",
    "broader_groups",
    "group_broader",
    "asks_for",
)
NODE_ORDER = (
    "groups",
    "occupations",
    "aliases",
    "concepts",
    "skill_groups",
    "tasks",
    "skills",
    "postings",
)
TITLES = ("soc", "onet", "oews", "projections")
"""Whose title of a SOC occupation is shown, the first that has one."""


def is_group(key: str) -> bool:
    """Whether a SOC key is a group's: codes of detailed occupations do not end in 0."""
    return key.startswith("soc:") and key.endswith("0")


class Wanted:
    """What records of one part of a source want the graph to hold.

    Args:
        part: Name of the part (`onet-technology`); `source` is the system it belongs to.
        skill_of: See `SkillOf`.
        groups: Keys of the skill groups that there are; other broader concepts are skills.
    """

    def __init__(
        self, part: str, source: str, today: str, skill_of: SkillOf, groups: frozenset[str]
    ) -> None:
        self.nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.edges: dict[str, dict[str, dict[str, Edge]]] = defaultdict(dict)
        self.part = part
        self._evidence = {"source": source, "part": part, "first_seen": today}
        self._today = today
        self._skill_of = skill_of
        self._groups = groups

    def take(self, records: Iterable[SourceRecord]) -> Wanted:
        """Add records; itself."""
        for record in records:
            _TAKERS[type(record)](self, record)
        return self

    def write(self, session: Session, *, whole: bool) -> None:
        """Nodes first, then edges; `whole` when these are all records of the part."""
        for kind in NODE_ORDER:
            if self.nodes[kind]:
                session.nodes(kind, self.nodes[kind])
        for kind in EDGE_ORDER:
            if self.edges[kind]:
                owned = (lambda props: True) if kind == "asks_for" else self.owns
                session.edges(
                    kind, self.edges[kind], owned=owned if whole else None, history=_kept(kind)
                )

    def owns(self, props: Any) -> bool:
        """Whether an existing edge is this part's."""
        return bool(props.get("part") == self.part)

    # ---- occupations ----------------------------------------------------------------------------

    def _node(self, kind: str, key: str, /, **props: Any) -> None:
        self.nodes[kind].setdefault(key, {}).update(props)

    def _edge(self, kind: str, start: str, id_: str, end: str, /, **props: Any) -> None:
        self.edges[kind].setdefault(start, {})[id_] = Edge(end, {**props, **self._evidence})

    def _soc(self, key: str, **props: Any) -> None:
        """A SOC code is an occupation or a group, whether or not its definition was loaded."""
        first = {} if is_group(key) or key in self.nodes["occupations"] else self._seen()
        self._node("groups" if is_group(key) else "occupations", key, **first, **props)

    def _seen(self) -> dict[str, Any]:
        return {"first_seen": self._today}

    def _group(self, r: Group) -> None:
        title = {"title": r.title, "folded": fold(r.title), "level": r.level}
        self._node("groups", r.key, soc_title=r.title, **title)
        if r.parent:
            self._node("groups", r.parent)
            self._edge("group_parents", r.key, r.parent, r.parent)

    def _occupation(self, r: Occupation) -> None:
        self._soc(r.key, soc_title=r.title, definition=r.definition)
        if r.group:
            self._node("groups", r.group)
            self._edge("occupation_groups", r.key, r.group, r.group)
        self._alias(r.title, r.key, "soc_title")

    def _facts(self, r: OccupationFacts) -> None:
        names = sorted(r.facts)
        self._soc(r.key, **{f"{self.part}_title": r.title, f"{self.part}_facts": names}, **r.facts)

    def _foreign(self, r: ForeignOccupation) -> None:
        props = {"title": r.title, "folded": fold(r.title), "definition": r.definition}
        self._node(
            "occupations",
            r.key,
            **self._seen(),
            **props,
            isco=r.isco,
            source="esco",
            part=self.part,
        )

    def _crosswalk(self, r: SocIsco) -> None:
        self._soc(r.occupation)
        rows = self.nodes["occupations"].get(r.occupation, {})
        rows["soc_isco"] = sorted({*rows.get("soc_isco", ()), f"{r.isco} {r.kind}".strip()})

    def _title_alias(self, r: TitleAlias) -> None:
        if r.method == "onet_title":
            self._soc(r.occupation)
            # The title of the code without a suffix comes first in the file and names the occupation.
            self.nodes["occupations"][r.occupation].setdefault("onet_title", r.text)
        self._alias(r.text, r.occupation, r.method)

    def _alias(self, text: str, target: str, method: str) -> None:
        key = fold(text)
        if not key:
            return
        if target.startswith("soc:"):
            self._soc(target)
        elif target not in self.nodes["occupations"]:
            self._node("occupations", target, **self._seen())
        self._node("aliases", key, text=key)
        id_ = f"{self.part}|{target}"
        self._edge("occupation_aliases", key, id_, target, id=id_, method=method, score=1.0)

    def _related(self, r: RelatedOccupation) -> None:
        self._soc(r.occupation)
        self._soc(r.other)
        self._edge("related", r.occupation, r.other, r.other, tier=r.tier, rank=r.rank)

    def _task(self, r: Task) -> None:
        self._soc(r.occupation)
        self._node("tasks", r.key, text=r.text, kind=r.kind, part=self.part)
        self._edge("performs", r.occupation, r.key, r.key)

    # ---- skills ---------------------------------------------------------------------------------

    def _concept(self, r: SkillConcept) -> None:
        self._node(
            "concepts",
            r.key,
            name=r.name,
            kind=r.kind,
            labels=list(r.aliases),
            definition=r.definition or None,
            hot=r.hot,
            in_demand=r.in_demand,
            **self._evidence,
        )

    def _skill_group(self, r: SkillGroup) -> None:
        self._node("skill_groups", r.key, title=r.title, **self._evidence)

    def _skill(self, concept: str) -> str:
        skill = self._skill_of(concept)
        if skill == concept:
            # Nothing names it yet: it waits under the concept's own key, and looks as what a load
            # after this one leaves of a skill without a name.
            waiting = {"status": "candidate", "kind": "skill", "postings": 0, "sources": []}
            self._node("skills", skill, **waiting, **self._seen())
        return skill

    def _broader(self, r: Broader) -> None:
        id_ = f"{r.key}|{r.parent}"
        if r.key in self._groups:
            self._edge("group_broader", r.key, r.parent, r.parent)
        elif r.parent in self._groups:
            self._edge("broader_groups", self._skill(r.key), id_, r.parent, id=id_, raw=r.key)
        else:
            child, parent = self._skill(r.key), self._skill(r.parent)
            if child != parent:
                self._edge("broader_skills", child, id_, parent, id=id_, raw=r.key)

    def _listing(self, r: SkillListing) -> None:
        if is_group(r.occupation):
            return
        if r.occupation.startswith("soc:"):
            self._soc(r.occupation)
        elif r.occupation not in self.nodes["occupations"]:
            self._node("occupations", r.occupation, **self._seen())
        id_ = f"{r.skill}|{r.code}" if r.code else r.skill
        self._edge(
            "lists",
            r.occupation,
            id_,
            self._skill(r.skill),
            id=id_,
            concept=r.skill,
            raw=r.name or None,
            relation=r.relation,
            value=r.value,
            hot=r.hot,
            in_demand=r.in_demand,
            code=r.code,
        )

    # ---- postings -------------------------------------------------------------------------------

    def _posting(self, r: Posting) -> None:
        self.nodes["postings"][r.key] = {
            "title": r.title,
            "company": r.company or None,
            "place": r.place or None,
            "employment_type": r.employment_type or None,
            "posted": r.posted or None,
            "posted_on": r.posted_on or None,
            "url": r.url or None,
            "text": r.text or None,
            "source": r.source,
            "part": self.part,
            "source_row": r.source_row,
            "first_seen": self._today,
        }
        asked = self.edges["asks_for"].setdefault(r.key, {})
        for mention in r.skills:
            props: dict[str, Any] = {"id": mention.key, "raw": mention.raw}
            props |= {"method": mention.method, "certain": mention.certain}
            asked[mention.key] = Edge(self._skill_of(mention.key), props)


_TAKERS: dict[type, Callable[[Wanted, Any], None]] = {
    Group: Wanted._group,
    Occupation: Wanted._occupation,
    OccupationFacts: Wanted._facts,
    ForeignOccupation: Wanted._foreign,
    SocIsco: Wanted._crosswalk,
    TitleAlias: Wanted._title_alias,
    RelatedOccupation: Wanted._related,
    Task: Wanted._task,
    SkillConcept: Wanted._concept,
    SkillGroup: Wanted._skill_group,
    Broader: Wanted._broader,
    SkillListing: Wanted._listing,
    Posting: Wanted._posting,
}


def _kept(kind: str) -> bool:
    return kind in ("lists", "occupation_aliases")
