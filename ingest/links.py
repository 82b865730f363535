"""What occupations are called, and which one a posting advertises.

Both are functions of what the graph holds: loading the taxonomy after the postings gives the same
graph as loading it before. A title that no occupation fits stands under an occupation of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from graph.keys import fold, title_key
from graph.records import Row
from graph.store import Store
from graph.sync import KEYS_PER_QUERY, Edge, Session, batched, diff_edges, differs
from graph.writes import TITLES
from ingest.titles import display_title, normalise_title

METHODS = ("soc_title", "direct_match", "onet_title")
"""Names by a stronger method win over names by a weaker one."""

SOURCES = {"soc": "soc", "onet": "onet", "oews": "bls", "projections": "bls"}


def derive_titles(session: Session) -> None:
    """Title of each SOC occupation: the best that its sources give, else its code."""
    existing = occupations(session.store)
    wanted = {}
    for key, props in existing.items():
        if not key.startswith("soc:"):
            continue
        found = next((t for t in TITLES if props.get(f"{t}_title")), None)
        title = props[f"{found}_title"] if found else key.removeprefix("soc:")
        target = {"title": title, "folded": fold(title), "source": SOURCES.get(found or "", "code")}
        if differs(target, props):
            wanted[key] = target
    session.nodes("occupations", wanted)


def occupations(store: Store) -> dict[str, Row]:
    """Every occupation's titles, sources and counts, by key."""
    return {row["key"]: row["props"] for row in store.read("occupations_all")}


def derive_links(session: Session) -> None:
    """Make `ADVERTISES` and the occupations of unmatched titles what titles and names say."""
    store = session.store
    rows = store.read("occupation_names")
    names = resolver(rows)
    links: dict[str, tuple[str, dict[str, Any]]] = {}
    displays: dict[str, Counter[str]] = defaultdict(Counter)
    for row in store.read("postings_all"):
        normal = normalise_title(row["title"])
        target, method = names.get(normal, (title_key(normal), "title"))
        if method == "title":
            displays[target][display_title(row["title"])] += 1
        links[row["key"]] = (target, {"method": method, "score": 1.0})
    _normalised_names(session, rows)
    existing = occupations(store)
    counts = Counter(target for target, _ in links.values())
    _title_occupations(session, displays, counts, existing)
    _advertises(session, links)
    _posting_counts(session, counts, existing)
    _drop_unsupported(session, displays, existing)


def resolver(names: list[Row]) -> dict[str, tuple[str, str]]:
    """Normalised name -> (occupation key, method), ambiguous names left out.

    Args:
        names: rows of the query `occupation_names` (alias, method, occupation).
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in names:
        if row["method"] in METHODS:
            found[normalise_title(row["alias"])][row["method"]].add(row["occupation"])
    resolved = {}
    for name, by_method in found.items():
        method = next(m for m in METHODS if m in by_method)
        if len(by_method[method]) == 1:
            resolved[name] = (next(iter(by_method[method])), method)
    return resolved


def _normalised_names(session: Session, rows: list[Row]) -> None:
    """SOC titles are plural; people type `Software Developer`: that becomes a name too."""
    names: dict[str, dict[str, Edge]] = defaultdict(dict)
    existing: dict[str, dict[str, Edge]] = defaultdict(dict)
    taken = {(fold(r["alias"]), r["occupation"]) for r in rows if r["method"] != "normalised"}
    for row in rows:
        if row["method"] == "normalised":
            props = {"id": row["id"], "method": "normalised", "score": 1.0}
            existing[row["alias"]][row["id"]] = Edge(row["occupation"], props)
        elif row["method"] in ("soc_title", "onet_title"):
            normal = normalise_title(row["alias"])
            if normal and (normal, row["occupation"]) not in taken:
                id_ = f"normalised|{row['occupation']}"
                props = {"id": id_, "source": "derived", "method": "normalised", "score": 1.0}
                props |= {"part": "derived", "first_seen": row["first_seen"]}
                names[normal][id_] = Edge(row["occupation"], props)
    session.nodes("aliases", {name: {"text": name} for name in names})
    for start in existing:
        names[start]  # a name that is gone wants nothing
    diff = diff_edges(names, existing, owned=lambda props: True)
    # What exists was read with few properties; an edge of the same id is the same.
    diff.update.clear()
    session.apply("occupation_aliases", diff)


def _title_occupations(
    session: Session,
    displays: Mapping[str, Counter[str]],
    counts: Mapping[str, int],
    existing: Mapping[str, Row],
) -> None:
    wanted: dict[str, dict[str, Any]] = {}
    for key, titles in displays.items():
        title = min(titles, key=lambda t: (-titles[t], t))
        target = {"title": title, "folded": fold(title), "source": "dice"}
        if key not in existing:
            wanted[key] = target | {"postings": counts[key]}
        elif differs(target, existing[key]):
            wanted[key] = target
    session.nodes("occupations", wanted)


def _advertises(session: Session, links: Mapping[str, tuple[str, dict[str, Any]]]) -> None:
    wanted = {posting: {target: Edge(target, p)} for posting, (target, p) in links.items()}
    session.edges("advertises", wanted, owned=lambda props: True)


def _posting_counts(session: Session, counts: Counter[str], existing: Mapping[str, Row]) -> None:
    had = {key for key, props in existing.items() if props.get("postings") and key not in counts}
    wanted = {
        key: {"postings": counts[key] or None}
        for key in sorted({*counts, *had})
        if key in existing and existing[key].get("postings") != counts[key]
    }
    session.nodes("occupations", wanted)


def _drop_unsupported(
    session: Session, displays: Mapping[str, Any], existing: Mapping[str, Row]
) -> None:
    gone = [key for key in existing if key.startswith("title:") and key not in displays]
    nameless = [
        key
        for key, props in existing.items()
        if not key.startswith("title:")
        and not any(props.get(f"{t}_title") for t in TITLES)
        and not (props.get("source") == "esco" and props.get("part"))
    ]
    for keys in batched(nameless, KEYS_PER_QUERY):
        rows = session.store.read("unsupported_occupations", keys=keys)
        gone += [row["key"] for row in rows]
    session.drop_nodes("occupations", gone)
