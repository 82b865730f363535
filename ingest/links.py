"""What occupations are called, and which one a posting advertises.

Both are functions of what the graph holds: loading the taxonomy after the postings gives the same
graph as loading it before. A title that no occupation fits stands under an occupation of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import NotFound
from graph.keys import fold, title_key
from graph.records import Row
from graph.store import Store
from graph.sync import KEYS_PER_QUERY, Edge, Session, batched, diff_edges, differs
from graph.writes import TITLES
from ingest.title_names import METHODS, TitleName
from ingest.title_ranker import TitleIndex
from ingest.titles import display_title, normalise_title

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


def title_index(store: Store) -> TitleIndex:
    """The graph's SOC occupations by their names, ready to rank titles.

    Raises:
        NotFound: the graph holds no names of SOC occupations.
    """
    index = _index(store.read("occupation_names"), occupations(store))
    if index is None:
        raise NotFound(
            "The graph holds no names of SOC occupations.",
            hint="Load the BLS or O*NET files first: skillgraph ingest DIR.",
        )
    return index


def _index(rows: list[Row], existing: Mapping[str, Row]) -> TitleIndex | None:
    named = {row["occupation"] for row in rows if row["method"] in METHODS}
    # One without any name, which may go once nothing advertises it, must not be what is advertised.
    known = {
        key: (props.get("title") or "", props.get("definition") or "")
        for key, props in existing.items()
        if key.startswith("soc:") and (key in named or is_titled(props))
    }
    names = [
        TitleName(row["alias"], row["occupation"], row["method"])
        for row in rows
        if row["method"] in METHODS and row["occupation"] in known
    ]
    return TitleIndex.build(names, known) if names else None


def derive_links(session: Session) -> None:
    """Make `ADVERTISES` and the occupations of unmatched titles what titles and names say."""
    store = session.store
    rows, existing = store.read("occupation_names"), occupations(store)
    postings: dict[str, list[str]] = defaultdict(list)
    for row in store.read("postings_all"):
        postings[row["title"]].append(row["key"])
    links: dict[str, tuple[str, dict[str, Any]]] = {}
    displays: dict[str, Counter[str]] = defaultdict(Counter)
    for title, (target, props) in _linked(_index(rows, existing), sorted(postings)):
        if props["method"] == "title":
            displays[target][display_title(title)] += len(postings[title])
        links.update(dict.fromkeys(postings[title], (target, props)))
    _normalised_names(session, rows)
    counts = Counter(target for target, _ in links.values())
    _title_occupations(session, displays, counts, existing)
    _advertises(session, links)
    _posting_counts(session, counts, existing)
    _drop_unsupported(session, displays, existing)


def is_titled(props: Row) -> bool:
    """Whether a source has a title for this SOC code, rather than only the code."""
    return any(props.get(f"{t}_title") for t in TITLES)


def _linked(
    index: TitleIndex | None, titles: list[str]
) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """Each title's occupation, and what the link says of how it was found."""
    if index is None:
        for title in titles:
            target = title_key(normalise_title(title))
            yield title, (target, {"method": "title", "score": 1.0})
        return
    for title, match in zip(titles, index.rank(titles, top=2), strict=True):
        props = {"method": match.method, "score": round(match.score, 3)}
        if match.runner_up:
            rest = round(match.runner_up_score, 3)
            props |= {"runner_up": match.runner_up, "runner_up_score": rest}
        if match.occupation is None:
            yield title, (title_key(normalise_title(title)), props | {"method": "title"})
        else:
            yield title, (match.occupation, props)


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
        and not is_titled(props)
        and not props.get("soc_isco")
        and not (props.get("source") == "esco" and props.get("part"))
    ]
    for keys in batched(nameless, KEYS_PER_QUERY):
        rows = session.store.read("unsupported_occupations", keys=keys)
        gone += [row["key"] for row in rows]
    session.drop_nodes("occupations", gone)
