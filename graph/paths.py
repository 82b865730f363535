"""The cheapest way from one occupation to another, step by step, with what stands behind each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace

from graph.analysis import related_occupations
from graph.errors import InvalidValue, NotFound
from graph.provenance import edge_evidence
from graph.reads import find_occupation
from graph.records import Row
from graph.sourcing import EdgeEvidence
from graph.store import Store
from graph.transitions import step_cost

MAX_HOPS = 6


@dataclass(frozen=True, slots=True)
class StepSkill:
    """A skill of a step's target: `weight` there, `own` at its start; postings and sources say so.

    `evidence` holds the postings and taxonomy rows themselves, where they were asked for.
    """

    skill: str
    name: str
    weight: float
    own: float
    postings: int
    sources: list[str]
    evidence: EdgeEvidence | None = None


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step; `cost` (0..1) is the share of the target's weighted skills still to be learnt.

    `shared` and `learn` count skills; `to_learn` and `kept` are the heaviest of both; `tier` is what
    O*NET says of the pair, if anything; `wage_median` is the target's, in dollars a year.
    """

    start: str
    start_title: str
    end: str
    end_title: str
    cost: float
    shared: int
    learn: int
    tier: str | None
    wage_median: float | None
    to_learn: list[StepSkill] = field(default_factory=list)
    kept: list[StepSkill] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TransitionPath:
    """The cheapest way: `cost` is the sum over its steps, `direct` that of going at once."""

    start: str
    start_title: str
    end: str
    end_title: str
    cost: float
    direct: float
    steps: list[PathStep]


def transition_path(
    store: Store,
    start: str,
    goal: str,
    *,
    max_hops: int = MAX_HOPS,
    skills: int = 5,
    evidence: int = 0,
) -> TransitionPath:
    """The cheapest way between two occupations as people name them, over `NEAR` edges.

    Args:
        store: the graph.
        start: key, title or other name of a SOC occupation.
        goal: likewise.
        max_hops: steps at most.
        skills: how many skills to show per step.
        evidence: how many postings to fetch for each skill to be learnt; 0 leaves evidence out.

    Raises:
        NotFound: no such occupation, or no way of so few steps.
        InvalidValue: both are the same, or one is joined to no other.
    """
    first, last = find_occupation(store, start), find_occupation(store, goal)
    if first.key == last.key:
        raise InvalidValue(f"Both names mean {first.title} ({first.key}).", hint="Name two.")
    keys = _cheapest(store, first.key, last.key, max_hops)
    if not keys:
        _explain(store, first.key, first.title)
        _explain(store, last.key, last.title)
        steps_allowed = f"{max_hops} step{'' if max_hops == 1 else 's'}"
        raise NotFound(
            f"No way of at most {steps_allowed} leads from {first.title} to {last.title}.",
            hint="Allow more steps.",
        )
    has = _weights(store, keys)
    steps = _steps(store, keys, has, skills, evidence)
    total = round(sum(step.cost for step in steps), 6)
    ends = (first.key, first.title, last.key, last.title)
    return TransitionPath(*ends, total, _cost(has[keys[0]], has[keys[-1]]), steps)


Label = tuple[int, int, str]
"""Millionths of cost so far, steps so far, the occupation before: smaller is better, ties too."""


def _cheapest(store: Store, start: str, goal: str, max_hops: int) -> list[str]:
    """Keys from start to goal, or nothing.

    Each round is one query and follows one more step from what the round before bettered, unless
    even the cheapest step to the goal would make the way dearer than the best that is known.
    """
    last = store.read("least_cost_to", key=goal)[0]["cost"]
    if last is None:
        return []
    rounds: list[dict[str, Label]] = [{start: (0, 0, "")}]
    edges: dict[str, list[tuple[str, int]]] = {}
    bettered = {start}
    while bettered and len(rounds) <= max_hops:
        new = sorted(bettered - edges.keys())
        edges |= {row["start"]: _ends(row) for row in store.read("near_edges", keys=new)}
        best = _followed(rounds[-1], bettered, edges)
        limit = best[goal][0] - _millionths(last) if goal in best else None
        changed = {key for key, label in best.items() if rounds[-1].get(key) != label}
        bettered = {k for k in changed if k != goal and (limit is None or best[k][0] < limit)}
        rounds.append(best)
    return _trace(rounds, start, goal)


def _followed(
    known: dict[str, Label], bettered: set[str], edges: dict[str, list[tuple[str, int]]]
) -> dict[str, Label]:
    """The best ways after one more step from each of these."""
    best = dict(known)
    for key in bettered:
        cost, hops, _ = known[key]
        for end, share in edges.get(key, ()):
            label = (cost + share, hops + 1, key)
            if end not in best or label < best[end]:
                best[end] = label
    return best


def _ends(row: Row) -> list[tuple[str, int]]:
    return list(zip(row["ends"], map(_millionths, row["costs"]), strict=True))


def _millionths(cost: float) -> int:
    # Whole numbers add up to the same whatever their order.
    return round(cost * 1_000_000)


def _trace(rounds: list[dict[str, Label]], start: str, goal: str) -> list[str]:
    """Back from the goal. A label may have been bettered after it was followed: hence the rounds."""
    if goal not in rounds[-1]:
        return []
    keys = [goal]
    label = rounds[-1][goal]
    while keys[-1] != start:
        keys.append(label[2])
        label = rounds[label[1] - 1][keys[-1]]
    return keys[::-1]


Weights = dict[str, tuple[str, float, int, list[str]]]


def _weights(store: Store, keys: list[str]) -> dict[str, Weights]:
    rows = store.read("occupation_weights", keys=keys)
    found = {row["occupation"]: row["skills"] for row in rows}
    return {
        key: {
            skill: (name, weight, n or 0, names or []) for skill, name, weight, n, names in skills
        }
        for key, skills in found.items()
    }


def _cost(have: Weights, want: Weights) -> float:
    lacking = sum(max(0.0, w[1] - have[s][1] if s in have else w[1]) for s, w in want.items())
    return step_cost(lacking, sum(w[1] for w in want.values()))


def _steps(
    store: Store, keys: list[str], has: dict[str, Weights], skills: int, evidence: int
) -> list[PathStep]:
    pairs = [[a, b] for a, b in itertools.pairwise(keys)]
    rows = {(row["start"], row["end"]): row for row in store.read("steps_between", pairs=pairs)}
    steps = []
    for a, b in pairs:
        told = [_skill(skill, has[a], has[b]) for skill in has[b]]
        lacking = sorted(told, key=lambda s: (s.own - s.weight, s.skill))
        kept = sorted(told, key=lambda s: (-min(s.own, s.weight), s.skill))
        to_learn = [s for s in lacking[:skills] if s.own < s.weight]
        if evidence:
            to_learn = [_with_evidence(store, b, s, evidence) for s in to_learn]
        steps.append(
            PathStep(**rows[a, b], to_learn=to_learn, kept=[s for s in kept[:skills] if s.own])
        )
    return steps


def _skill(skill: str, have: Weights, want: Weights) -> StepSkill:
    name, weight, postings, sources = want[skill]
    own = have[skill][1] if skill in have else 0.0
    return StepSkill(skill, name, weight, own, postings, sources)


def _with_evidence(store: Store, occupation: str, skill: StepSkill, limit: int) -> StepSkill:
    return replace(skill, evidence=edge_evidence(store, occupation, skill.skill, limit))


def _explain(store: Store, key: str, title: str) -> None:
    """Say so when an occupation is joined to none: only SOC occupations with skills are."""
    if store.read("near_edges", keys=[key]):
        return
    like = related_occupations(store, key, limit=100)
    near = [o.title for o in like if o.occupation.startswith("soc:")][:3]
    raise InvalidValue(
        f"Ways lead between SOC occupations whose skills are known; {title} ({key}) is none.",
        hint=f"The likest are {', '.join(near)}." if near else "",
    )
