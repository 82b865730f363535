"""What follows from the evidence: names and status of skills, and `REQUIRES` with its weight.

Everything here is a pure function of what the graph holds, so it is the same whatever the order,
batching or repetition of loads, and a rerun after a crash mends what was half done.

    weight(occupation, skill) = postings of the occupation that ask for the skill
                                / (postings of the occupation + SMOOTHING)
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from graph.keys import fold
from graph.records import Changes
from graph.store import Store
from graph.sync import (
    KEYS_PER_QUERY,
    EdgeDiff,
    batched,
    diff_edges,
    differs,
    write_edges,
    write_nodes,
)

SMOOTHING = 2.0
"""Keeps one lucky posting from making a skill certain: 1 of 1 weighs 1/3, 20 of 20 weighs 10/11."""

MIN_SUPPORT = 2
"""Postings that must name a skill, surely cut out, before it is canonical; else it is a candidate."""


def derive_skills(store: Store, run: str) -> Changes:
    """Name each skill by its most frequent spelling, and say whether it is canonical."""
    skills = {row["key"]: row["props"] for row in store.read("skills_all")}
    raws: dict[str, list[list[Any]]] = {}
    for keys in batched(skills, KEYS_PER_QUERY):
        raws |= {row["key"]: row["raws"] for row in store.read("skill_surfaces", keys=keys)}
    wanted = {}
    for key, props in skills.items():
        if key not in raws and props.get("name"):
            # Only documents name it, or only unsure pieces do: it keeps its name.
            target = {"status": "candidate", "postings": 0}
        else:
            target = describe_skill(key, raws.get(key, []))
        if differs(target, props):
            wanted[key] = target
    return write_nodes(store, "skills", wanted, run)


def describe_skill(key: str, raws: list[list[Any]]) -> dict[str, Any]:
    """Name, folded name, count and status from `[[raw, count], ...]`."""
    counts: Counter[str] = Counter()
    for raw, count in raws:
        counts[raw] += count
    total = sum(counts.values())
    name = min(counts, key=lambda raw: (-counts[raw], raw)) if counts else key
    status = "canonical" if total >= MIN_SUPPORT else "candidate"
    return {"name": name, "folded": fold(name), "postings": total, "status": status}


def weight(postings: int, of: int) -> float:
    """The weight of an edge, in (0, 1); six decimals."""
    return round(postings / (of + SMOOTHING), 6)


def derive_requires(store: Store, run: str) -> Changes:
    """Make `REQUIRES` what the postings say, and give the walkable graph its version."""
    occupations = {r["key"]: r["props"].get("postings") or 0 for r in store.read("occupations_all")}
    wanted: dict[str, dict[str, dict[str, Any]]] = {}
    diff = EdgeDiff([], [], [])
    for keys in batched(occupations, KEYS_PER_QUERY):
        asked = store.read("occupation_skill_counts", keys=[k for k in keys if occupations[k]])
        new = {
            row["occupation"]: _edges(row["skills"], occupations[row["occupation"]])
            for row in asked
        }
        found = store.read("existing_requires", starts=keys)
        existing = {row["start"]: dict(row["edges"]) for row in found}
        new = {occupation: skills for occupation, skills in new.items() if skills}
        diff += diff_edges(new, existing, exact=True)
        wanted |= new
    version = version_of(wanted)
    if diff.changes:
        # Empty while the edges move: whoever walks meanwhile is told, and a crash leaves it so.
        store.write("set_graph_version", version="")
        write_edges(store, "requires", diff, run)
    state = store.read("graph_state")
    if not state or state[0]["version"] != version:
        store.write("set_graph_version", version=version)
    return diff.changes


def _edges(skills: list[list[Any]], of: int) -> dict[str, dict[str, Any]]:
    return {
        skill: {"weight": weight(n, of), "postings": n, "sources": ["dice"]} for skill, n in skills
    }


def version_of(edges: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """12 hex digits over all edges and weights: the same graph has the same version anywhere."""
    digest = hashlib.sha256()
    for occupation in sorted(edges):
        for skill in sorted(edges[occupation]):
            line = f"{occupation}\t{skill}\t{edges[occupation][skill]['weight']:.6f}\n"
            digest.update(line.encode())
    return digest.hexdigest()[:12]
