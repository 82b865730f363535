"""Parts of sources: what each brought, so that a newer version replaces it and `forget` removes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.records import Row
from graph.sync import HISTORY, Session
from graph.writes import EDGE_ORDER, Wanted

PART_EDGES = tuple(kind for kind in EDGE_ORDER if kind != "asks_for")
PART_NODES = ("concepts", "skill_groups", "tasks", "postings")

_PROPERTIES = {
    "soc": ("soc_title", "definition"),
    "onet-occupations": ("onet_title",),
    "soc-isco": ("soc_isco",),
    "esco-occupations": ("title", "folded", "definition", "isco", "code", "source", "part"),
}
"""Properties of occupations that a part alone sets; figures list theirs in `<part>_facts`."""


def replace(session: Session, wanted: Wanted, *, loaded_before: bool) -> None:
    """Make what a part says exactly this; edges it no longer has go to history."""
    if loaded_before:
        _widen(session, wanted)
    wanted.write(session, whole=True)
    if loaded_before:
        _drop_nodes(session, wanted.part, wanted)


def _widen(session: Session, wanted: Wanted) -> None:
    """Take in what the part said before, so that what it no longer says is seen to be gone."""
    store, part = session.store, wanted.part
    for kind in PART_EDGES:
        for row in store.read(f"part_{kind}", part=part):
            wanted.edges[kind].setdefault(row["key"], {})
    _clear_properties(session, part, wanted.nodes["occupations"], wanted.nodes["groups"])


def forget(session: Session, part: str) -> None:
    """Remove all that a part brought, its history too. What is derived must be derived anew after."""
    store = session.store
    for kind in (*PART_EDGES, *HISTORY.values()):
        starts = [row["key"] for row in store.read(f"part_{kind}", part=part)]
        if starts:
            session.edges(
                kind, {start: {} for start in starts}, owned=lambda p: p.get("part") == part
            )
    _drop_nodes(session, part, None)
    occupations: dict[str, dict[str, Any]] = {}
    groups: dict[str, dict[str, Any]] = {}
    _clear_properties(session, part, occupations, groups)
    session.nodes("occupations", occupations)
    session.nodes("groups", groups)
    if part == "soc":
        bare = [row["key"] for row in store.read("groups_all") if _is_bare(row, groups)]
        lone = store.read("unsupported_groups", keys=bare)
        session.drop_nodes("groups", [row["key"] for row in lone])
    if any(row["key"] == part for row in store.read("sources_all")):
        session.drop_nodes("sources", [part])


def _is_bare(group: Row, cleared: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether nothing but its key is left of a group, as of one that others only point at."""
    gone = {"key", "run", *cleared.get(group["key"], ())}
    return all(name in gone or value is None for name, value in group["props"].items())


def _drop_nodes(session: Session, part: str, wanted: Wanted | None) -> None:
    for kind in PART_NODES:
        kept = wanted.nodes[kind] if wanted else {}
        rows = session.store.read(f"part_{kind}", part=part)
        session.drop_nodes(kind, [row["key"] for row in rows if row["key"] not in kept])


def _clear_properties(
    session: Session,
    part: str,
    occupations: dict[str, dict[str, Any]],
    groups: dict[str, dict[str, Any]],
) -> None:
    """Set to null what the part set before and does not set now."""
    for query, nodes in (("occupations_all", occupations), ("groups_all", groups)):
        for row in session.store.read(query):
            gone = dict.fromkeys(_names(part, row["props"], query))
            if gone:
                nodes[row["key"]] = gone | nodes.get(row["key"], {})


def _names(part: str, props: Row, query: str) -> Iterable[str]:
    if props.get(f"{part}_title") and f"{part}_facts" in props:
        return [f"{part}_title", f"{part}_facts", *(props[f"{part}_facts"] or ())]
    if query == "groups_all":
        return ("soc_title", "title", "folded", "level") if part == "soc" else ()
    # A definition may be of the one or of the other: neither takes what is not its own.
    if part == "soc" and not props.get("soc_title"):
        return ()
    if part == "esco-occupations" and props.get("part") != part:
        return ()
    return [name for name in _PROPERTIES.get(part, ()) if props.get(name) is not None]
