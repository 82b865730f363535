"""`REQUIRES` and its weight: a function of the evidence in the graph, whatever the order of loads.

Each kind of evidence says how strongly an occupation needs a skill, `x`, and how strongly the average
occupation does, `b`, both in 0..1. What is needed here more than elsewhere counts:

    strength(x, b) = x² / (x + b)          x/2 where x = b; towards x the rarer elsewhere

    postings     x = (n + PRIOR · b) / (N + PRIOR)   n of the occupation's N postings ask for it
                 b = share of all postings that ask for it
    technology   x = 0.5, 0.75 where O*NET calls it hot, 1 where in demand; b = mean over occupations
    importance   x = (importance - 1) / 4; b = mean over occupations
    esco         x = share of the linked ESCO occupations, weighted by their crosswalk score, that
                 list it (an optional listing counts half); b = mean over occupations
    teacher      x = 0.5 for a suggestion that was accepted; b = mean over occupations

    weight = 1 - Π (1 - TRUST · strength)  over the kinds of evidence there are

The prior keeps one lucky posting from making a skill certain; the interval beside the weight is
Wilson's 95 % interval of n / N (Wilson 1927).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from graph.store import Store
from graph.sync import KEYS_PER_QUERY, Edge, EdgeDiff, Session, batched, diff_edges, existing_edges

PRIOR = 5.0
TRUST = {"postings": 1.0, "technology": 0.6, "importance": 0.4, "esco": 0.5, "teacher": 0.3}
SYSTEMS = {
    "postings": "dice",
    "technology": "onet",
    "importance": "onet",
    "esco": "esco",
    "teacher": "teacher",
}
SAME_ENOUGH = 0.5
"""Crosswalk score from which an ESCO occupation speaks for a SOC occupation."""
LEAST = 0.01
"""Weaker edges are not kept."""
_Z = 1.959964

Strengths = dict[str, dict[str, float]]
"""Occupation -> skill -> how strongly it needs the skill, 0..1."""


def strength(here: float, everywhere: float) -> float:
    """How much more than elsewhere a skill is needed; in 0..`here`."""
    return here * here / (here + everywhere) if here > 0 else 0.0


def share(asking: int, of: int, everywhere: float) -> float:
    """Share of an occupation's postings that ask for a skill, smoothed towards everywhere's."""
    return (asking + PRIOR * everywhere) / (of + PRIOR)


def wilson(asking: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share; both ends rounded to four decimals."""
    p, z2 = asking / of, _Z * _Z
    middle = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * sqrt(p * (1 - p) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)


def combine(strengths: Mapping[str, float]) -> float:
    """One weight in 0..1 from the strengths of the kinds of evidence; six decimals."""
    rest = 1.0
    for kind, value in strengths.items():
        rest *= 1 - TRUST[kind] * value
    return round(1 - rest, 6)


@dataclass(slots=True)
class _Listed:
    """One kind of taxonomy evidence over all occupations."""

    here: Strengths = field(default_factory=lambda: defaultdict(dict))
    everywhere: dict[str, float] = field(default_factory=dict)

    def average(self) -> None:
        sums: dict[str, float] = defaultdict(float)
        for skills in self.here.values():
            for skill, value in skills.items():
                sums[skill] += value
        self.everywhere = {skill: total / len(self.here) for skill, total in sums.items()}


@dataclass(slots=True)
class _Taxonomies:
    """What taxonomies and teachers say, by kind of evidence."""

    kinds: dict[str, _Listed]

    @classmethod
    def read(cls, store: Store, occupations: Iterable[str]) -> _Taxonomies:
        kinds = {kind: _Listed() for kind in TRUST if kind != "postings"}
        foreign: Strengths = {}
        for keys in batched(occupations, KEYS_PER_QUERY):
            for row in store.read("occupation_listings", keys=keys):
                _take(kinds, foreign, row["occupation"], row["skills"])
            for row in store.read("accepted_suggestions", keys=keys):
                kinds["teacher"].here[row["occupation"]] = dict.fromkeys(row["skills"], 0.5)
        _borrow(kinds["esco"].here, foreign, store.read("same_as_all", least=SAME_ENOUGH))
        for kind in kinds.values():
            kind.average()
        return cls(kinds)

    def strengths(self, occupation: str) -> dict[str, dict[str, float]]:
        """Skill -> kind -> strength, for one occupation."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for kind, listed in self.kinds.items():
            for skill, here in listed.here.get(occupation, {}).items():
                found[skill][kind] = strength(here, listed.everywhere[skill])
        return found


def _take(
    kinds: dict[str, _Listed], foreign: Strengths, occupation: str, skills: list[list[Any]]
) -> None:
    for skill, relation, value, hot, in_demand, _ in skills:
        if relation == "technology":
            here, level = kinds["technology"].here, 1.0 if in_demand else 0.75 if hot else 0.5
        elif relation == "importance":
            here, level = kinds["importance"].here, ((value or 1.0) - 1.0) / 4.0
        elif relation in ("essential", "optional"):
            here, level = foreign, 1.0 if relation == "essential" else 0.5
        else:
            continue  # scores of the Employment Projections are made of the same O*NET elements
        if level > 0:
            old = here.setdefault(occupation, {}).get(skill, 0.0)
            here[occupation][skill] = max(old, level)


def _borrow(here: Strengths, foreign: Strengths, links: list[dict[str, Any]]) -> None:
    """What linked ESCO occupations list, averaged by the score of the link."""
    totals: dict[str, float] = defaultdict(float)
    for link in links:
        if link["foreign"] in foreign:
            totals[link["occupation"]] += link["score"]
            for skill, level in foreign[link["foreign"]].items():
                sums = here[link["occupation"]]
                sums[skill] = sums.get(skill, 0.0) + level * link["score"]
    for occupation, total in totals.items():
        here[occupation] = {skill: s / total for skill, s in here[occupation].items()}


class Weigher:
    """Weighs what occupations need, from the evidence in a graph.

    Args:
        kinds: The kinds of evidence to look at; see the module.
        least: The weight below which nothing is an edge.
    """

    def __init__(
        self, store: Store, kinds: Iterable[str] = tuple(TRUST), *, least: float = LEAST
    ) -> None:
        rows = store.read("occupations_all")
        self.postings = {row["key"]: row["props"].get("postings") or 0 for row in rows}
        self._store = store
        self._kinds = frozenset(kinds)
        self._least = least
        self._taxonomies = _Taxonomies.read(store, self.postings)
        total = sum(self.postings.values())
        asked = {r["key"]: r["props"].get("postings") or 0 for r in store.read("skills_all")}
        self.everywhere = {skill: n / total for skill, n in asked.items() if n} if total else {}

    def edges(self, occupations: Iterable[str]) -> dict[str, dict[str, Edge]]:
        """What these occupations (up to `KEYS_PER_QUERY`) need, for those that need anything."""
        keys = list(occupations)
        asked: dict[str, dict[str, int]] = {}
        if "postings" in self._kinds:
            some = [key for key in keys if self.postings[key]]
            rows = self._store.read("occupation_skill_counts", keys=some)
            asked = {row["occupation"]: dict(row["skills"]) for row in rows}
        found = {key: self._edges_of(key, asked.get(key, {})) for key in keys}
        return {key: edges for key, edges in found.items() if edges}

    def _edges_of(self, occupation: str, asked: Mapping[str, int]) -> dict[str, Edge]:
        of = self.postings[occupation]
        kinds = self._taxonomies.strengths(occupation)
        edges = {}
        for skill in sorted({*kinds, *asked}):
            strengths = {k: v for k, v in kinds.get(skill, {}).items() if k in self._kinds}
            n, base = asked.get(skill, 0), self.everywhere.get(skill, 0.0)
            if n:
                strengths["postings"] = strength(share(n, of, base), base)
            weight = combine(strengths)
            if weight >= self._least:
                edges[skill] = Edge(skill, _props(weight, n, of, base, strengths))
        return edges


def derive_requires(session: Session) -> None:
    """Make `REQUIRES` what the evidence says, and give the walkable graph its version."""
    store = session.store
    weigher = Weigher(store)
    wanted: dict[str, dict[str, Edge]] = {}
    diff = EdgeDiff()
    walkable = [key for key in weigher.postings if not key.startswith("esco:")]
    for keys in batched(walkable, KEYS_PER_QUERY):
        new = weigher.edges(keys)
        existing = {} if session.is_fresh("requires") else existing_edges(store, "requires", keys)
        diff += diff_edges(new, existing, owned=lambda props: True)
        wanted |= new
    version = version_of(wanted)
    state = store.read("graph_state")
    if diff.changes:
        # Empty while the edges move: whoever walks meanwhile is told, and a crash leaves it so.
        session.write("set_graph_version", version="")
        session.apply("requires", diff)
    if diff.changes or not state or state[0]["version"] != version:
        session.write("set_graph_version", version=version)


def _props(
    weight: float, n: int, of: int, base: float, strengths: Mapping[str, float]
) -> dict[str, Any]:
    low, high = wilson(n, of) if n else (None, None)
    return {
        "weight": weight,
        "postings": n,
        "of": of,
        "low": low,
        "high": high,
        "lift": round(share(n, of, base) / base, 3) if n and base else None,
        "sources": sorted({SYSTEMS[kind] for kind in strengths}),
    }


def version_of(edges: Mapping[str, Mapping[str, Edge]]) -> str:
    """12 hex digits over all edges and weights: the same graph has the same version anywhere."""
    digest = hashlib.sha256()
    for occupation in sorted(edges):
        for skill in sorted(edges[occupation]):
            weight = edges[occupation][skill].props["weight"]
            digest.update(f"{occupation}\t{skill}\t{weight:.6f}\n".encode())
    return digest.hexdigest()[:12]
