"""Ways from one occupation to another: which are near, and the cheapest way over them.

    cost(a, b) = (lacking + UNKNOWN) / (wanted + UNKNOWN)
    wanted     = sum over the skills of b of weight in b
    lacking    = sum over the skills of b of max(0, weight in b - weight in a)

about the share of b's weighted skills that somebody from a still has to learn. `NEAR` edges join a
SOC occupation to those most like it and to those that O*NET calls closely related; a way follows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.store import Store
from graph.sync import KEYS_PER_QUERY, Edge, Session, batched

if TYPE_CHECKING:
    import numpy as np

NEIGHBOURS = 15
"""How many of the occupations most like it each one is joined to. Not back again: an occupation of
which little is known is somewhat like many that have nothing to do with each other."""

UNKNOWN = 2.0
"""Weight of the skills that nobody has told of yet. Without it an occupation of which two skills are
known would be free to enter, and every way would lead through such."""

CLOSE = "Primary"
"""How O*NET's tiers begin that mean closely related; the supplemental ones are often far."""

Weights = Mapping[str, Mapping[str, float]]


def derive_near(session: Session) -> None:
    """Make `NEAR` what `REQUIRES` and `RELATED_TO` say; a pure function of them."""
    store = session.store
    keys = [row["key"] for row in store.read("soc_requiring")]
    weights: dict[str, dict[str, float]] = {}
    related: dict[str, dict[str, str]] = {}
    for batch in batched(keys, KEYS_PER_QUERY):
        for row in store.read("occupation_weights", keys=batch):
            weights[row["occupation"]] = {skill[0]: skill[2] for skill in row["skills"]}
        for row in store.read("related_edges", keys=batch):
            related[row["start"]] = dict(row["ends"])
    found = near(weights, related)
    wanted = {
        start: {end: Edge(end, props) for end, props in found.get(start, {}).items()}
        for start in _with_near(store, keys)
    }
    session.edges("near", wanted, owned=lambda props: True)


def _with_near(store: Store, keys: Sequence[str]) -> list[str]:
    # An occupation that lost its last skill may still have edges from before.
    return sorted({*keys, *(row["key"] for row in store.read("near_starts"))})


def near(
    weights: Weights, related: Mapping[str, Mapping[str, str]], neighbours: int = NEIGHBOURS
) -> dict[str, dict[str, dict[str, Any]]]:
    """The properties of every `NEAR` edge by its start and end.

    Args:
        weights: what each occupation requires, skill to weight (above 0).
        related: what O*NET calls related to each, key to tier.
        neighbours: how many of the likest to join.
    """
    import numpy as np

    keys = sorted(weights)
    if not keys:
        return {}
    table = _table(keys, weights)
    row = {key: n for n, key in enumerate(keys)}
    # The columns of what each requires: few beside all the skills there are.
    columns_of = [np.flatnonzero(line) for line in table]
    wanted = {
        key: (columns_of[n], table[n, columns_of[n]], float(table[n].sum()))
        for key, n in row.items()
    }
    pairs = set(_likest(keys, table, neighbours))
    tiers = {(a, b): tier for a, ends in related.items() for b, tier in ends.items()}
    pairs |= {(a, b) for (a, b), t in tiers.items() if t.startswith(CLOSE)}
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for a, b in sorted(pairs):
        if a == b or a not in row or b not in row:
            continue
        columns, want, total = wanted[b]
        have = table[row[a], columns]
        shared = int((have > 0).sum())
        found.setdefault(a, {})[b] = {
            "cost": step_cost(float(np.maximum(want - have, 0.0).sum()), total),
            "shared": shared,
            "learn": len(columns) - shared,
            "tier": tiers.get((a, b)),
        }
    return found


def step_cost(lacking: float, wanted: float) -> float:
    """The cost of a step in (0, 1], six decimals, from sums of weights."""
    return round((lacking + UNKNOWN) / (wanted + UNKNOWN), 6)


def _table(keys: Sequence[str], weights: Weights) -> np.ndarray:
    """Weights as an array of occupations by skills, both in the order of their keys."""
    import numpy as np

    skills = sorted({skill for ends in weights.values() for skill in ends})
    column = {skill: n for n, skill in enumerate(skills)}
    table = np.zeros((len(keys), len(skills)), dtype=np.float32)
    for n, key in enumerate(keys):
        for skill, weight in weights[key].items():
            table[n, column[skill]] = weight
    return table


def _likest(keys: Sequence[str], table: np.ndarray, neighbours: int) -> list[tuple[str, str]]:
    """Each occupation with those of the highest cosine; skills that most require count little."""
    import numpy as np

    spread = np.log1p(len(keys) / np.maximum((table > 0).sum(axis=0), 1))
    scaled = table * spread
    lengths = np.linalg.norm(scaled, axis=1, keepdims=True)
    scaled = scaled / np.where(lengths > 0, lengths, 1.0)
    # Rounded, so that the last bits of a machine's arithmetic decide nothing.
    likeness = np.round(scaled @ scaled.T, 6)
    found = []
    for n, key in enumerate(keys):
        order = np.lexsort((np.arange(len(keys)), -likeness[n]))
        best = [m for m in order[: neighbours + 1] if m != n and likeness[n, m] > 0]
        found += [(key, keys[m]) for m in best[:neighbours]]
    return found
