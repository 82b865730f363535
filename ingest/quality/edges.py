"""Edges scored against O*NET Technology Skills: is what the postings rank first what O*NET lists?

For SOC occupations with enough postings, the skills of highest weight are compared with the
technologies that O*NET lists for the same SOC code; O*NET's own evidence is left out of the weights.
The baseline gives every occupation the skills that are most frequent overall.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import UnknownFormat
from graph.keys import skill_key
from graph.records import SkillListing
from graph.store import Store
from graph.sync import batched
from graph.weights import Weigher
from ingest.curation import companions, read_evidence
from ingest.identity import Identities, Surface
from ingest.onet import OnetTechnologySource

LEAST_POSTINGS = 20
TOP = 20
OURS = ("postings", "esco")
"""Kinds of evidence that O*NET has no part in."""


@dataclass(frozen=True, slots=True)
class OccupationScore:
    """One occupation: shares in 0..1; `listed` is how many skills O*NET lists for it."""

    occupation: str
    title: str
    postings: int
    listed: int
    precision: float
    recall: float
    baseline_precision: float


@dataclass(frozen=True, slots=True)
class EdgesScore:
    """Means over occupations, 0..1. `reachable` is the best precision any ranking could have."""

    occupations: int
    precision_at_20: float
    recall_at_20: float
    baseline_precision_at_20: float
    baseline_recall_at_20: float
    ratio: float
    reachable: float
    onet_loaded: bool
    rows: tuple[OccupationScore, ...] = field(repr=False, default=())

    def figures(self) -> dict[str, Any]:
        """The numbers, ready for JSON."""
        return {k: v for k, v in asdict(self).items() if k != "rows"}


def score_edges(store: Store, onet: Path) -> EdgesScore:
    """Score the graph's edges against the Technology Skills file in a folder (or the file itself).

    Raises:
        UnknownFormat: There is no such file.
    """
    loaded = any(row["key"].startswith("onet") for row in store.read("sources_all"))
    listings = _listings(onet)
    identities = _identities(store, {listing.name for listing in listings})
    gold: dict[str, set[str]] = {}
    for listing in listings:
        found = identities.of(listing.name)
        if found is not None:
            gold.setdefault(listing.occupation, set()).add(found.skill)
    weigher = Weigher(store, OURS)
    ours = [
        key
        for key, postings in sorted(weigher.postings.items())
        if postings >= LEAST_POSTINGS and key in gold
    ]
    edges: dict[str, list[str]] = {}
    for keys in batched(ours, 1_000):
        for key, found_edges in weigher.edges(keys).items():
            ranked = sorted(found_edges, key=lambda s: (-found_edges[s].props["weight"], s))
            edges[key] = ranked[:TOP]
    common = sorted(weigher.everywhere, key=lambda s: (-weigher.everywhere[s], s))[:TOP]
    titles = {row["key"]: row["props"].get("title") or "" for row in store.read("occupations_all")}
    rows = tuple(
        _row((key, titles[key], weigher.postings[key]), edges.get(key, []), common, gold[key])
        for key in ours
    )
    return _summary(rows, [len(gold[key]) for key in ours], common, gold, loaded)


def _listings(path: Path) -> list[SkillListing]:
    source = OnetTechnologySource()
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        if source.recognises(file):
            return [r for r in source.read(file) if isinstance(r, SkillListing)]
    raise UnknownFormat(
        f"No O*NET Technology Skills file is under {path}.",
        hint="Name the folder that holds `Technology Skills.xlsx`.",
    )


def _identities(store: Store, names: set[str]) -> Identities:
    """What the graph knows of names without O*NET's help, and O*NET's names judged beside it."""
    evidence = read_evidence(store)
    evidence.concepts = {k: c for k, c in evidence.concepts.items() if c["source"] != "onet"}
    for name in sorted(names):
        key = skill_key(name)
        if key and key not in evidence.spellings:
            evidence.spellings[key] = Counter(Surface(key, {name: 0}).spellings)
    return evidence.resolve(companions(store, evidence.located))


def _row(
    occupation: tuple[str, str, int], top: list[str], common: list[str], gold: set[str]
) -> OccupationScore:
    hits, easy = len(gold & set(top)), len(gold & set(common))
    return OccupationScore(*occupation, len(gold), hits / TOP, hits / len(gold), easy / TOP)


def _summary(
    rows: tuple[OccupationScore, ...],
    listed: list[int],
    common: list[str],
    gold: Mapping[str, set[str]],
    loaded: bool,
) -> EdgesScore:
    def mean(values: list[float]) -> float:
        return round(sum(values) / len(values), 4) if values else 0.0

    precision = mean([row.precision for row in rows])
    baseline = mean([row.baseline_precision for row in rows])
    easy = [len(gold[row.occupation] & set(common)) / row.listed for row in rows]
    return EdgesScore(
        len(rows),
        precision,
        mean([row.recall for row in rows]),
        baseline,
        mean(easy),
        round(precision / baseline, 3) if baseline else 0.0,
        mean([min(n, TOP) / TOP for n in listed]),
        loaded,
        rows,
    )
