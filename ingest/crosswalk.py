"""ESCO occupations to SOC occupations, through the ISCO-08 unit groups both belong to.

A crosswalk row joins a SOC occupation to a unit group, and a group holds many ESCO occupations, so
the row alone says little about a pair. The score therefore compares names: 1 where an ESCO label is
a name of the SOC occupation, else the best similarity of titles; and every pair of the crosswalk
is kept, many to many.
"""

from __future__ import annotations

from collections import defaultdict

from graph.keys import fold
from graph.records import Row
from graph.sync import Edge, Session
from ingest.links import is_titled, occupations
from ingest.titles import normalise_title

FLOOR = 0.1
"""Score of a pair that only the crosswalk speaks for."""


def derive_crosswalk(session: Session) -> None:
    """Make `SAME_AS` what the crosswalk and the names say."""
    nodes = occupations(session.store)
    by_group: dict[str, list[str]] = defaultdict(list)
    for key, props in nodes.items():
        # Codes that no source has a title for are kept for the day one has.
        for entry in (props.get("soc_isco") or ()) if is_titled(props) else ():
            by_group[entry.split()[0]].append(key)
    wanted: dict[str, dict[str, Edge]] = {}
    labels = _labels(session)
    for key, props in nodes.items():
        if not key.startswith("esco:"):
            continue
        pairs = {}
        for soc in by_group.get(props.get("isco") or "", ()):
            score = _score(props, nodes[soc], labels[key], labels[soc])
            evidence = {"system": "esco", "method": "isco", "score": score}
            pairs[soc] = Edge(soc, evidence | {"first_seen": session.today})
        wanted[key] = pairs
    session.edges("same_as", wanted, owned=lambda props: True)


def _labels(session: Session) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in session.store.read("occupation_labels"):
        found[row["occupation"]].add(normalise_title(row["alias"]))
    return found


def _score(left: Row, right: Row, names: set[str], others: set[str]) -> float:
    title = normalise_title(left["title"])
    if title in others or normalise_title(right["title"]) in names:
        return 1.0
    if names & others:
        return 0.8
    words = set(fold(left["title"]).split()), set(normalise_title(right["title"]).split())
    shared = len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
    return round(max(FLOOR, 0.6 * shared), 4)
