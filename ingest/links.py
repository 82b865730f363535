"""Posting titles to occupations: exactly by a taxonomy's name, else an occupation of their own.

Both sides are compared after `ingest.titles.normalise_title`. A name that a taxonomy gives to
several occupations decides nothing. Like everything derived, the links are a function of what the
graph holds: loading the taxonomy after the postings gives the same graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from graph.keys import fold, title_key
from graph.records import Changes, Row
from graph.store import Store
from graph.sync import EdgeDiff, batched, diff_edges, differs, write_edges, write_nodes
from ingest.titles import display_title, normalise_title

METHODS = ("soc_title", "direct_match")
"""Names by a stronger method win over names by a weaker one."""


def resolver(names: list[Row]) -> dict[str, tuple[str, str]]:
    """Normalised name -> (occupation key, method), ambiguous names left out.

    Args:
        names: rows of the query `occupation_names` (alias, method, occupation).
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in names:
        if row["method"] not in METHODS:
            continue
        found[normalise_title(row["alias"])][row["method"]].add(row["occupation"])
    resolved = {}
    for name, by_method in found.items():
        method = next(m for m in METHODS if m in by_method)
        if len(by_method[method]) == 1:
            resolved[name] = (next(iter(by_method[method])), method)
    return resolved


def derive_links(store: Store, run: str) -> Changes:
    """Make `ADVERTISES` and the occupations of unmatched titles what titles and names say."""
    rows = store.read("occupation_names")
    names = resolver(rows)
    links: dict[str, tuple[str, str]] = {}
    displays: dict[str, Counter[str]] = defaultdict(Counter)
    for row in store.read("postings_all"):
        normal = normalise_title(row["title"])
        target, method = names.get(normal, (title_key(normal), "title"))
        if method == "title":
            displays[target][display_title(row["title"])] += 1
        links[row["key"]] = (target, method)
    changes = _normalised_names(store, run, rows)
    existing = {row["key"]: row["props"] for row in store.read("occupations_all")}
    changes += _title_occupations(store, run, displays, existing)
    changes += _advertises(store, run, links)
    counts = Counter(target for target, _ in links.values())
    changes += _posting_counts(store, run, counts, existing)
    return changes + _drop_unsupported(store, displays, existing)


def _normalised_names(store: Store, run: str, rows: list[Row]) -> Changes:
    """SOC titles are plural; people type `Software Developer`: that becomes a name too."""
    known = {(fold(row["alias"]), row["occupation"]) for row in rows}
    wanted: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        normal = normalise_title(row["alias"])
        if row["method"] == "soc_title" and (normal, row["occupation"]) not in known:
            wanted[normal][row["occupation"]] = {"method": "normalised", "score": 1.0}
    changes = write_nodes(store, "aliases", {name: {"text": name} for name in wanted}, run)
    diff = diff_edges(wanted, {}, exact=False)
    return changes + write_edges(store, "occupation_aliases", diff, run)


def _title_occupations(
    store: Store, run: str, displays: dict[str, Counter[str]], existing: dict[str, Row]
) -> Changes:
    wanted: dict[str, dict[str, Any]] = {}
    for key, titles in displays.items():
        title = min(titles, key=lambda t: (-titles[t], t))
        wanted[key] = {"title": title, "folded": fold(title), "source": "dice"}
    changed = {k: v for k, v in wanted.items() if differs(v, existing.get(k, {}))}
    return write_nodes(store, "occupations", changed, run)


def _advertises(store: Store, run: str, links: dict[str, tuple[str, str]]) -> Changes:
    diff = EdgeDiff([], [], [])
    for keys in batched(links):
        found = store.read("existing_advertises", starts=keys)
        existing = {row["start"]: dict(row["edges"]) for row in found}
        wanted = {k: {links[k][0]: {"method": links[k][1], "score": 1.0}} for k in keys}
        diff += diff_edges(wanted, existing, exact=True)
    return write_edges(store, "advertises", diff, run)


def _posting_counts(
    store: Store, run: str, counts: Counter[str], existing: dict[str, Row]
) -> Changes:
    had = {key for key, props in existing.items() if props.get("postings") and key not in counts}
    wanted = {
        key: {"postings": counts[key]}
        for key in sorted({*counts, *had})
        if existing.get(key, {}).get("postings") != counts[key]
    }
    return write_nodes(store, "occupations", wanted, run)


def _drop_unsupported(
    store: Store, displays: dict[str, Counter[str]], existing: dict[str, Row]
) -> Changes:
    gone = [key for key in existing if key.startswith("title:") and key not in displays]
    for keys in batched(gone):
        store.write("drop_occupations", keys=keys)
    return Changes(deleted=len(gone))
