"""A hand-written graph for the analysts' queries: every label, every edge type, and some history.

Postings follow from the table `ASKED`: the skill stands in the first `n` postings of the occupation.
`REQUIRES` follows from the postings, as in a real load, by the plain share smoothed by 2. Everything
was first seen on `FIRST`, or on `SECOND` where it came later; the sources changed on `GONE`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import neo4j

from graph.bolt import BoltStore
from graph.keys import fold
from graph.records import Changes
from graph.store import Store
from graph.sync import Session
from graph.transitions import derive_near
from tests.graph.analyst_tables import (
    ASKED,
    CANDIDATES,
    ENRICH,
    FIRST,
    GONE,
    GROUPS,
    IN_GROUP,
    LISTED,
    LOAD,
    LOAD_AGAIN,
    NAMES,
    OCCUPATIONS,
    RELATED,
    SAME_AS,
    SECOND,
    SKILLS,
    SPELLINGS,
    TITLES,
)

Props = dict[str, Any]
Edges = dict[tuple[str, str, str], list[tuple[str, str, Props]]]


def write_analyst_graph(store: BoltStore) -> None:
    """Write the graph into an empty, migrated store."""
    with neo4j.GraphDatabase.driver(
        store.endpoint.uri, auth=(store.endpoint.username, store.endpoint.password)
    ) as driver:
        for label, rows in nodes().items():
            driver.execute_query(
                f"UNWIND $rows AS row CREATE (n:{label}) SET n = row",
                rows=rows,
                database_=store.endpoint.database,
            )
        for (start, kind, end), pairs in edges().items():
            driver.execute_query(
                f"UNWIND $rows AS row MATCH (a:{start} {{key: row[0]}}) "
                f"MATCH (b:{end} {{key: row[1]}}) CREATE (a)-[r:{kind}]->(b) SET r = row[2]",
                rows=pairs,
                database_=store.endpoint.database,
            )


def derived_near(store: Store, run: str) -> Changes:
    """Derive `NEAR` as a load does."""
    with Session(store, run, today=SECOND) as session:
        derive_near(session)
    return session.changes


def name_of(skill: str) -> str:
    """The name of a skill of this graph."""
    return NAMES.get(skill, skill.title())


# ---- nodes --------------------------------------------------------------------------------------


def nodes() -> dict[str, list[Props]]:
    """Properties of the nodes by label."""
    return {
        "Occupation": [_occupation(key) for key in OCCUPATIONS],
        "OccupationGroup": [
            {"key": key, "title": title, "level": level, "run": LOAD}
            for key, (title, level, _) in GROUPS.items()
        ],
        "Skill": [_skill(key) for key in SKILLS],
        "SkillGroup": [
            {"key": "esco:s1", "title": "information and communication technologies"},
            {"key": "onet:43232408", "title": "Web platform development software"},
        ],
        "Task": [
            {"key": "onet:8823", "text": "Modify existing software.", "kind": "core", "run": LOAD},
            {"key": "onet:8824", "text": "Consult with customers.", "kind": "supplemental"},
        ],
        "Alias": [{"key": t, "text": t} for t in sorted({a[0] for a in _aliases()})],
        "Posting": [p for key in ASKED for p in _postings(key)],
        "Document": [{"key": "d1", "title": "CV of Ada", "source": "ada.txt", "runs": [ENRICH]}],
        "Run": [
            _run(LOAD, "ingest", FIRST),
            _run(LOAD_AGAIN, "ingest", SECOND),
            _run(ENRICH, "enrich", SECOND),
        ],
        "Source": _sources(),
        "Decision": [
            {
                "key": "dec1",
                "kind": "merge",
                "a": "k8s",
                "b": "kubernetes",
                "at": SECOND,
                "by": "ann",
            }
        ],
        "GraphState": [{"key": "graph", "version": "0123456789ab"}],
    }


def _occupation(key: str) -> Props:
    title, employment, wage = OCCUPATIONS[key]
    source = {"soc": "soc", "title": "dice", "esco": "esco"}[key.partition(":")[0]]
    props = {"key": key, "title": title, "folded": fold(title), "source": source, "run": LOAD}
    figures = {"employment": employment, "wage_median": wage}
    counted = {"postings": ASKED[key][0] if key in ASKED else 0, "first_seen": FIRST}
    return {**props, **counted, **{k: v for k, v in figures.items() if v is not None}}


def _skill(key: str) -> Props:
    sources = {s for _, skill, s, *_ in LISTED if skill == key}
    asked = sum(skills.get(key, 0) for _, _, skills in ASKED.values())
    return {
        "key": key,
        "name": name_of(key),
        "folded": fold(name_of(key)),
        "kind": SKILLS[key],
        "status": "candidate" if key in CANDIDATES else "canonical",
        "postings": asked,
        "sources": sorted(sources | ({"dice"} if asked else set())),
        "hot": any(hot for _, s, *_, hot, _ in LISTED if s == key),
        "in_demand": any(wanted for _, s, *_, wanted in LISTED if s == key),
        "definition": "",
        "first_seen": FIRST,
        "run": LOAD,
    }


def _postings(occupation: str) -> list[Props]:
    of, late, _ = ASKED[occupation]
    title = OCCUPATIONS[occupation][0]
    return [
        {
            "key": f"dice:{occupation}:{n:02d}",
            "title": f"{title} {n}",
            "company": "Acme" if n % 2 else "Beta",
            "posted": "2 weeks ago",
            "source": "dice",
            "source_row": f"dice.csv:{n + 2}",
            # The postings that came later are spread over the others, not the last ones.
            "first_seen": SECOND if late and (n * late) % of < late else FIRST,
            "run": LOAD,
        }
        for n in range(of)
    ]


def _sources() -> list[Props]:
    one = {"files": ["dice.csv"], "hashes": ["00"], "rows": 63, "run": LOAD_AGAIN}
    seen = {"first_seen": FIRST, "seen": SECOND}
    return [
        {"key": "dice", "system": "dice", **one, **seen},
        {"key": "onet-technology", "system": "onet", **one, "rows": 9, **seen},
    ]


def _run(key: str, step: str, day: str) -> Props:
    at = {"started": f"{day}T08:00:00Z", "finished": f"{day}T08:01:00Z"}
    told = {"status": "done", "command": f"skillgraph {step}", "version": "0.1.0"}
    return {"key": key, "step": step, **told, **at, "model": "", "inputs": "{}", "counts": "{}"}


# ---- edges --------------------------------------------------------------------------------------


def edges() -> Edges:
    """Start key, end key and properties by start label, type and end label."""
    first = {"first_seen": FIRST, "run": LOAD}
    groups: list[tuple[str, str, Props]] = [
        (key, parent, {}) for key, (_, _, parent) in GROUPS.items() if parent
    ]
    return {
        **_names(first),
        **_taxonomy(first),
        ("Occupation", "IN_GROUP", "OccupationGroup"): [(a, b, first) for a, b in IN_GROUP.items()],
        ("OccupationGroup", "IN_GROUP", "OccupationGroup"): groups,
        ("Posting", "ADVERTISES", "Occupation"): [
            (p["key"], key, _advertised(key, n))
            for key in ASKED
            for n, p in enumerate(_postings(key))
        ],
        ("Posting", "ASKS_FOR", "Skill"): list(_asks()),
        ("Occupation", "REQUIRES", "Skill"): list(_requires()),
        ("Occupation", "LISTS", "Skill"): [_lists(*row, first) for row in LISTED],
        ("Occupation", "LISTED", "Skill"): [
            _lists(
                *("soc:15-1252", "tableau", "onet", "technology", None, False, False),
                {"first_seen": FIRST, "last_seen": GONE, "run": LOAD},
            )
        ],
        ("Document", "MENTIONS", "Skill"): [
            ("d1", "java", _mention(0, "Java", 0.98, "accepted")),
            ("d1", "git", _mention(10, "git", 0.90, "accepted")),
            ("d1", "quantumwidgets", _mention(20, "Quantum Widgets", 0.55, "proposed")),
        ],
    }


def _names(first: Props) -> Edges:
    return {
        ("Alias", "NAMES", "Skill"): [
            (a, s, {"source": src, "method": m, "score": score, **first})
            for a, s, src, m, score in _aliases()
            if s in SKILLS
        ],
        ("Alias", "NAMES", "Occupation"): [
            (a, o, {"source": src, "method": m, "score": score, **first})
            for a, o, src, m, score in _aliases()
            if o in OCCUPATIONS
        ],
        ("Alias", "NAMED", "Skill"): [
            (
                "core java",
                "java",
                {**_named("onet"), "last_seen": GONE},
            )
        ],
    }


def _taxonomy(first: Props) -> Edges:
    return {
        ("Occupation", "RELATED_TO", "Occupation"): [
            (a, b, {"source": "onet", "tier": tier, "rank": rank, **first})
            for a, b, tier, rank in RELATED
        ],
        ("Occupation", "SAME_AS", "Occupation"): [
            (a, b, {"system": "esco", "score": score, "method": "isco", **first})
            for a, b, score in SAME_AS
        ],
        ("Occupation", "PERFORMS", "Task"): [
            ("soc:15-1252", "onet:8823", {"source": "onet", **first}),
            ("soc:15-1252", "onet:8824", {"source": "onet", **first}),
        ],
        ("Skill", "BROADER", "Skill"): [("postgresql", "sql", {"source": "esco", **first})],
        ("Skill", "BROADER", "SkillGroup"): [
            ("sql", "esco:s1", {"source": "esco", **first}),
            ("react", "onet:43232408", {"source": "onet", **first}),
        ],
    }


def _advertised(occupation: str, n: int) -> Props:
    method = "title" if occupation.startswith("title:") else ("soc_title", "ranker")[n % 2]
    return {"method": method, "score": 1.0 if method != "ranker" else 0.7, "run": LOAD}


def _asks() -> Iterable[tuple[str, str, Props]]:
    for key, (_, _, skills) in ASKED.items():
        postings = _postings(key)
        for skill, n in skills.items():
            for posting in postings[:n]:
                said = {"method": "split", "certain": True, "run": LOAD}
                yield posting["key"], skill, {"id": skill, "raw": name_of(skill), **said}
    # One posting names a skill in two spellings: two edges, one posting.
    twice = {"id": "corejava", "raw": "Core Java", "method": "split", "certain": True, "run": LOAD}
    yield "dice:soc:15-1252:00", "java", twice


def _requires() -> Iterable[tuple[str, str, Props]]:
    everywhere = sum(of for of, _, _ in ASKED.values())
    asked = {s: sum(skills.get(s, 0) for _, _, skills in ASKED.values()) for s in SKILLS}
    for key, (of, _, skills) in ASKED.items():
        for skill, n in skills.items():
            if skill in CANDIDATES:
                continue
            low, high = wilson(n, of)
            lists = {src for o, s, src, *_ in LISTED if (o, s) == (key, skill)}
            yield (
                key,
                skill,
                {
                    **{"weight": round(n / (of + 2), 6), "postings": n, "of": of},
                    **{"low": low, "high": high, "sources": sorted({"dice"} | lists), "run": LOAD},
                    "lift": round((n / of) / (asked[skill] / everywhere), 6),
                },
            )
    for key, skill, src, _, value, *_ in LISTED:
        if key in ASKED and skill not in ASKED[key][2]:
            only = {"postings": 0, "of": ASKED[key][0], "sources": [src], "run": LOAD}
            yield key, skill, {"weight": round((value or 2.5) / 10, 6), **only}


def wilson(n: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share `n / of`, six decimals."""
    share, square = n / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return round(middle - half, 6), round(middle + half, 6)


def _lists(
    occupation: str,
    skill: str,
    source: str,
    relation: str,
    value: float | None,
    hot: bool,
    in_demand: bool,
    seen: Props,
) -> tuple[str, str, Props]:
    code = f"{occupation.removeprefix('soc:')}.00" if source == "onet" else ""
    told = {"raw": name_of(skill), "source": source, "relation": relation, "code": code}
    flags = {"hot": hot, "in_demand": in_demand, "id": f"{source}:{relation}:{code}"}
    return occupation, skill, {**told, **flags, **seen, **({"value": value} if value else {})}


def _named(source: str) -> Props:
    return {"source": source, "method": "alias", "score": 1.0, "first_seen": FIRST, "run": LOAD}


def _aliases() -> list[tuple[str, str, str, str, float]]:
    own = [(fold(name_of(s)), s, "dice", "spelling", 1.0) for s in SKILLS]
    return [*own, *SPELLINGS, *TITLES]


def _mention(start: int, text: str, confidence: float, status: str) -> Props:
    where = {"start": start, "end": start + len(text), "text": text, "confidence": confidence}
    return {**where, "model": "names:1", "status": status, "runs": [ENRICH]}
