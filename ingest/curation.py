"""Which spellings and concepts are one skill, written to the graph.

`read_evidence` collects what postings, taxonomies and people say; `ingest.identity.resolve` decides;
`Curator.apply` makes `Skill`, `Alias` and `NAMES` what was decided, and moves the edges of spellings
and concepts that changed their skill. All of it is a function of what the graph holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.keys import fold, skill_key
from graph.store import Store
from graph.sync import (
    KEYS_PER_QUERY,
    Edge,
    EdgeDiff,
    Session,
    batched,
    diff_edges,
    differs,
    existing_edges,
)
from ingest.identity import Anchor, Decision, Given, Identities, Surface, resolve
from ingest.known_aliases import Known, known
from ingest.spool import Spool

MOVABLE = ("asks_for", "lists", "broader_skills", "broader_groups")
"""Edges that belong to a spelling or a concept, and follow it to its skill."""

MIN_SUPPORT = 2
"""Postings that must surely ask for a skill that no taxonomy knows, before it is canonical."""

_ALTERNATIVE = 0.6
"""How sure another label is that names the skill of no other evidence."""

Contexts = Callable[[Collection[str]], Mapping[str, Mapping[str, int]]]
"""For some spellings, the others that the same postings name, with counts."""


@dataclass(slots=True)
class Evidence:
    """What is known of skills: spellings with counts, concepts, decisions of people."""

    spellings: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    concepts: dict[str, dict[str, Any]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    located: dict[str, str] = field(default_factory=dict)
    """Spelling key -> the skill whose edges it has in the graph."""

    def same_as(self, other: Evidence) -> bool:
        """Whether both say the same of names, whatever the edges lead to today."""
        named = ("name", "kind", "labels", "source", "hot", "in_demand")
        return (
            self.decisions == other.decisions
            and self.spellings == other.spellings
            and self.concepts.keys() == other.concepts.keys()
            and all(
                [self.concepts[k][n] or None for n in named] == [c[n] or None for n in named]
                for k, c in other.concepts.items()
            )
        )

    def given(self) -> Given:
        """What identities are made from."""
        return Given(
            tuple(Surface(key, dict(counts)) for key, counts in self.spellings.items()),
            tuple(
                Anchor(key, c["name"], c["kind"], tuple(c["labels"] or ()), c["source"])
                for key, c in self.concepts.items()
            ),
            tuple(self.decisions),
        )

    def resolve(self, contexts: Contexts) -> Identities:
        """Decide."""
        given = self.given()
        return resolve(given.surfaces, given.anchors, given.decisions, contexts)


def read_evidence(store: Store) -> Evidence:
    """What the graph says of skills."""
    found = Evidence()
    keys = [row["key"] for row in store.read("skills_all")]
    for some in batched(keys, KEYS_PER_QUERY):
        for row in store.read("spellings_of_skills", keys=some):
            for id_, raw, certain, count in row["spellings"]:
                found.spellings[id_][raw] += count if certain else 0
                found.located[id_] = row["key"]
    found.concepts = {row["key"]: row for row in store.read("concepts_all")}
    found.decisions = [
        Decision(row["kind"], row["a"], row["b"]) for row in store.read("decisions_all")
    ]
    return found


def foresee(evidence: Evidence, spool: Spool) -> Evidence:
    """The evidence as it will be once the files of a spool are loaded (new postings assumed)."""
    seen = Evidence(defaultdict(Counter), dict(evidence.concepts), evidence.decisions)
    for source in (evidence.spellings, spool.gathered.spellings):
        for key, counts in source.items():
            seen.spellings[key].update(counts)
    for key, concept in spool.gathered.concepts.items():
        seen.concepts[key] = {
            "key": key,
            "name": concept.name,
            "kind": concept.kind,
            "labels": list(concept.aliases),
            "source": key.split(":")[0],
            "hot": concept.hot,
            "in_demand": concept.in_demand,
        }
    return seen


def companions(store: Store, located: Mapping[str, str]) -> Contexts:
    """Spellings that postings name together, asked of the graph.

    Args:
        located: See `Evidence.located`.
    """

    def ask(keys: Collection[str]) -> Mapping[str, Mapping[str, int]]:
        at = [{"id": key, "skill": located[key]} for key in sorted(keys) if key in located]
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for rows in batched(at, 200):
            for row in store.read("spelling_companions", rows=rows):
                found[row["id"]].update(dict(row["companions"]))
        return found

    return ask


class Curator:
    """Writes identities; keeps the ones that were written last."""

    def __init__(self, session: Session, identities: Identities, evidence: Evidence) -> None:
        self.session = session
        self.identities = identities
        self.evidence = evidence

    def skill_of(self, name: str) -> str:
        """The skill of a spelling's or a concept's key; the key itself while nobody names it."""
        return self.resolve_name(self.identities, self.evidence, name)

    @staticmethod
    def resolve_name(identities: Identities, evidence: Evidence, name: str) -> str:
        """See `skill_of`."""
        if ":" in name and name in evidence.concepts:
            return identities.anchored.get(name, name)
        found = identities.names.get(name)
        return found.skill if found else name

    def count(self, postings: Mapping[str, int]) -> None:
        """Set how many postings ask for each skill, and what follows for its status."""
        existing = {row["key"]: row["props"] for row in self.session.store.read("skills_all")}
        wanted = self._skills(postings)
        self.session.nodes(
            "skills", {k: v for k, v in wanted.items() if differs(v, existing.get(k, {}))}
        )

    def apply(self, postings: Mapping[str, int]) -> None:
        """Make skills and their names what was decided.

        Args:
            postings: For each skill, how many postings surely ask for it.
        """
        session = self.session
        existing = {row["key"]: row["props"] for row in session.store.read("skills_all")}
        wanted = self._skills(postings)
        changed = {k: v for k, v in wanted.items() if differs(v, existing.get(k, {}))}
        session.nodes("skills", changed)
        self._move()
        self._name(wanted)
        self._sweep(wanted, existing)

    def _skills(self, postings: Mapping[str, int]) -> dict[str, dict[str, Any]]:
        wanted: dict[str, dict[str, Any]] = {}
        concepts = self.evidence.concepts
        for key, skill in self.identities.skills.items():
            anchors = [concepts[a] for a in skill.anchors]
            asked = postings.get(key, 0)
            wanted[key] = {
                "name": skill.name,
                "folded": fold(skill.name),
                "kind": skill.kind,
                "status": "canonical" if anchors or asked >= MIN_SUPPORT else "candidate",
                "postings": asked,
                "concepts": sorted(skill.anchors) or None,
                "sources": sorted({*(["dice"] if skill.surfaces else []), *_systems(anchors)}),
                "hot": any(a["hot"] for a in anchors),
                "in_demand": any(a["in_demand"] for a in anchors),
                "first_seen": self.session.today,
            }
        return wanted

    # ---- names ----------------------------------------------------------------------------------

    def _name(self, skills: Mapping[str, Any]) -> None:
        names = self._names()
        existing: dict[str, dict[str, Edge]] = {}
        if not self.session.is_fresh("skill_aliases"):
            for row in self.session.store.read("skill_names_all"):
                edge = Edge(row["skill"], row["props"])
                existing.setdefault(row["alias"], {})[row["props"]["id"]] = edge
            missing: dict[str, dict[str, Edge]] = {
                start: {} for start in existing if start not in names
            }
            names |= missing
        diff = diff_edges(names, existing, owned=lambda props: True)
        new = {row["start"]: {"text": row["start"]} for row in diff.create}
        if new:
            self.session.nodes("aliases", new)
        self.session.apply("skill_aliases", diff)

    def _names(self) -> dict[str, dict[str, Edge]]:
        """Every spelling and label, and the skill it names: alias -> id -> edge."""
        names: dict[str, dict[str, Edge]] = defaultdict(dict)
        today = self.session.today
        for key, counts in self.evidence.spellings.items():
            found = self.identities.names.get(key)
            if found is None:
                continue
            for raw in sorted(counts, key=lambda raw: (-counts[raw], raw)):
                props = {
                    "id": "dice",
                    "source": "dice",
                    "method": found.method,
                    "score": round(found.score, 4),
                    "because": found.because or None,
                    "postings": counts[raw],
                    "first_seen": today,
                }
                alias = names[fold(raw)]
                if "dice" in alias:
                    props["postings"] += alias["dice"].props["postings"]
                alias["dice"] = Edge(found.skill, props)
        for key, concept in self.evidence.concepts.items():
            skill = self.identities.anchored.get(key)
            if skill is None:
                continue
            said = {"id": key, "source": concept["source"], "first_seen": today}
            props = {**said, "method": "label", "score": 1.0}
            names[fold(concept["name"])].setdefault(key, Edge(skill, props))
            for label in concept["labels"] or ():
                found = self.identities.names.get(skill_key(label))
                # Taxonomies list `Adabas` among the labels of database management systems.
                score = found.score if found and found.skill == skill else _ALTERNATIVE
                props = {**said, "method": "alternative", "score": round(score, 4)}
                names[fold(label)].setdefault(key, Edge(skill, props))
        for line in known():
            self._listed(line, names)
        names.pop("", None)
        return names

    def _listed(self, line: Known, names: dict[str, dict[str, Edge]]) -> None:
        """The usual spellings of a skill, so that `k8s` finds it though nobody wrote that yet."""
        meant = [self.identities.names.get(skill_key(name)) for name in line.names]
        skill = next((found.skill for found in meant if found), None)
        if skill is None:
            return
        said = {"id": "list", "source": "skillgraph", "method": "list", "score": 1.0}
        for name, found in zip(line.names, meant, strict=True):
            if found is None or found.skill == skill:
                edge = Edge(skill, {**said, "first_seen": self.session.today})
                names[fold(name)].setdefault("list", edge)

    # ---- moving ---------------------------------------------------------------------------------

    def _move(self) -> None:
        """Edges of a spelling or concept that now stands for another skill follow it."""
        store = self.session.store
        for kind in MOVABLE:
            if self.session.is_fresh(kind):
                continue
            moves: dict[str, set[str]] = defaultdict(set)
            for row in store.read(f"ends_{kind}"):
                skill = self.skill_of(row["name"])
                if skill != row["skill"]:
                    moves[row["skill"]].add(row["name"])
            for skill, names in moves.items():
                self._move_from(kind, skill, names)

    def _move_from(self, kind: str, skill: str, names: set[str]) -> None:
        rows = self.session.store.read(f"starts_{kind}", skill=skill, names=sorted(names))
        starts = sorted({row["start"] for row in rows})
        for some in batched(starts, KEYS_PER_QUERY):
            if kind.startswith("broader"):
                self._move_broader(kind, some)
                continue
            existing = existing_edges(self.session.store, kind, some)
            wanted = {
                start: {
                    id_: Edge(self.skill_of(_name_of(edge)), edge.props)
                    for id_, edge in edges.items()
                }
                for start, edges in existing.items()
            }
            self.session.apply(kind, diff_edges(wanted, existing))

    def _move_broader(self, kind: str, starts: list[str]) -> None:
        diff = EdgeDiff()
        for start, edges in existing_edges(self.session.store, kind, starts).items():
            for id_, edge in edges.items():
                child, parent = (self.skill_of(name) for name in id_.split("|"))
                end = parent if kind == "broader_skills" else edge.end
                if (child, end) != (start, edge.end):
                    old = {"start": start, "id": id_, "end": edge.end, "props": dict(edge.props)}
                    if child == end:
                        diff.drop.append(old)
                    else:
                        new = {"start": child, "id": id_, "end": end, "props": dict(edge.props)}
                        diff.move.append((old | {"props": None}, new))
        self.session.apply(kind, diff)

    # ---- what nothing supports any more ---------------------------------------------------------

    def _sweep(self, wanted: Mapping[str, Any], existing: Iterable[str]) -> None:
        gone = [key for key in existing if key not in wanted]
        moved = [
            {"old": key, "new": self.skill_of(key)} for key in gone if self.skill_of(key) != key
        ]
        for rows in batched(moved, KEYS_PER_QUERY):
            self.session.write("move_mentions", rows=rows)
            self.session.write("move_suggestions", rows=rows)
        for keys in batched(gone, KEYS_PER_QUERY):
            free = {row["key"] for row in self.session.store.read("unsupported_skills", keys=keys)}
            self.session.drop_nodes("skills", sorted(free))
            # What only documents or the past speak of keeps its name.
            left = {"status": "candidate", "postings": 0, "sources": []}
            self.session.nodes("skills", {key: left for key in keys if key not in free})


def _systems(anchors: Iterable[Mapping[str, Any]]) -> list[str]:
    return [a["source"] for a in anchors]


def _name_of(edge: Edge) -> str:
    return str(edge.props.get("concept") or edge.props["id"])


def count_postings(store: Store, keys: Iterable[str]) -> dict[str, int]:
    """For these skills, how many postings surely ask for each, counted in the graph."""
    counts: dict[str, int] = {}
    for some in batched(keys, KEYS_PER_QUERY):
        rows = store.read("skill_postings", keys=some)
        counts |= {row["key"]: row["postings"] for row in rows}
    return counts


def foresee_postings(spool: Spool, skill_of: Callable[[str], str]) -> Counter[str]:
    """The same counts for the postings of a spool."""
    counts: Counter[str] = Counter()
    for posting in spool.postings():
        counts.update({skill_of(m.key) for m in posting.skills if m.certain})
    return counts
