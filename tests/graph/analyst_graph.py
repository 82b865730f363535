"""A hand-written graph for the analysts' queries: every label, every edge type, and some history.

Postings follow from the table `ASKED`: the skill stands in the first `n` postings of the occupation.
`REQUIRES` follows from the postings, as in a real load, by the plain share smoothed by 2. Everything
was first seen on `FIRST`, or on `SECOND` where it came later; the sources changed on `GONE`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import neo4j

from graph.bolt import BoltStore
from graph.keys import fold

FIRST, GONE, SECOND = "2026-10-01", "2026-11-01", "2026-11-10"
LOAD, LOAD_AGAIN, ENRICH = "ingest-aaaa00000001", "ingest-bbbb00000002", "enrich-cccc00000003"

Props = dict[str, Any]
Ends = tuple[str, str, str, str]

# key: title, employment (persons), median wage (dollars a year)
OCCUPATIONS: Mapping[str, tuple[str, int | None, float | None]] = {
    "soc:15-1252": ("Software Developers", 1_693_800, 133_080.0),
    "soc:15-1251": ("Computer Programmers", 121_200, 98_670.0),
    "soc:15-1254": ("Web Developers", 86_600, 90_930.0),
    "soc:15-1242": ("Database Administrators", 76_000, 104_620.0),
    "soc:15-1243": ("Database Architects", 66_900, 135_980.0),
    "soc:15-2051": ("Data Scientists", 233_440, 112_590.0),
    "soc:15-1212": ("Information Security Analysts", 179_430, 124_910.0),
    "soc:13-2011": ("Accountants and Auditors", 1_448_290, 81_680.0),
    "title:scrum-guru": ("Scrum Guru", None, None),
    "esco:2512.4": ("software developer", None, None),
    "esco:2521.3": ("database developer", None, None),
    "esco:2411.1": ("accountant", None, None),
}
GROUPS: Mapping[str, tuple[str, str, str | None]] = {
    "soc:15-0000": ("Computer and Mathematical Occupations", "major", None),
    "soc:13-0000": ("Business and Financial Operations Occupations", "major", None),
    "soc:15-1200": ("Computer Occupations", "minor", "soc:15-0000"),
    "soc:15-1250": ("Software and Web Developers", "broad", "soc:15-1200"),
    "soc:15-1240": ("Database and Network Administrators", "broad", "soc:15-1200"),
}
IN_GROUP = {
    "soc:15-1252": "soc:15-1250",
    "soc:15-1251": "soc:15-1250",
    "soc:15-1254": "soc:15-1250",
    "soc:15-1242": "soc:15-1240",
    "soc:15-1243": "soc:15-1240",
    "soc:15-2051": "soc:15-0000",
    "soc:15-1212": "soc:15-1200",
    "soc:13-2011": "soc:13-0000",
}
SKILLS = {
    **dict.fromkeys(
        "java python sql javascript git docker kubernetes react html css".split(), "tool"
    ),
    **dict.fromkeys("c# .net aws linux excel tableau r spark oracle postgresql".split(), "tool"),
    **dict.fromkeys("machinelearning accounting taxlaw networksecurity".split(), "knowledge"),
    **dict.fromkeys("communication criticalthinking agile scrum".split(), "skill"),
    **dict.fromkeys("kubernets quantumwidgets".split(), "tool"),
}
NAMES = {
    "machinelearning": "Machine Learning",
    "taxlaw": "Tax Law",
    "networksecurity": "Network Security",
    "criticalthinking": "Critical Thinking",
    "sql": "SQL",
    "aws": "AWS",
    "html": "HTML",
    "css": "CSS",
    ".net": ".NET",
    "javascript": "JavaScript",
    "postgresql": "PostgreSQL",
    "quantumwidgets": "Quantum Widgets",
}
CANDIDATES = ("kubernets", "quantumwidgets")

# occupation: postings, of them first seen later, and in how many each skill is asked for
ASKED: Mapping[str, tuple[int, int, Mapping[str, int]]] = {
    "soc:15-1252": (
        20,
        8,
        {
            **{"java": 14, "sql": 10, "python": 8, "git": 8, "docker": 6, "agile": 6},
            **{"kubernetes": 4, "aws": 4, "javascript": 3, "c#": 3, "quantumwidgets": 1},
        },
    ),
    "soc:15-1251": (6, 2, {"java": 4, "sql": 3, "c#": 3, ".net": 2, "git": 2}),
    "soc:15-1254": (8, 4, {"javascript": 7, "html": 6, "css": 6, "react": 5, "git": 3}),
    "soc:15-1242": (6, 2, {"sql": 6, "oracle": 5, "postgresql": 3, "linux": 3}),
    "soc:15-1243": (4, 1, {"sql": 4, "oracle": 2, "aws": 3, "spark": 1, "python": 2}),
    "soc:15-2051": (
        8,
        4,
        {"python": 7, "sql": 6, "machinelearning": 6, "r": 4, "tableau": 3, "spark": 3},
    ),
    "soc:15-1212": (4, 1, {"networksecurity": 4, "linux": 3, "python": 2, "aws": 1}),
    "soc:13-2011": (4, 0, {"excel": 4, "accounting": 4, "taxlaw": 2}),
    "title:scrum-guru": (3, 1, {"scrum": 3, "agile": 3, "kubernets": 1}),
}
# What taxonomies list: occupation, skill, source, relation, value, hot, in demand
LISTED: Iterable[tuple[str, str, str, str, float | None, bool, bool]] = (
    ("soc:15-1252", "java", "onet", "technology", None, True, True),
    ("soc:15-1252", "kubernetes", "onet", "technology", None, True, False),
    ("soc:15-1252", "criticalthinking", "onet", "importance", 3.9, False, False),
    ("soc:15-1252", "communication", "ep", "score", 3.1, False, False),
    ("soc:15-2051", "python", "onet", "technology", None, True, True),
    ("soc:15-2051", "r", "onet", "technology", None, True, False),
    ("soc:13-2011", "excel", "onet", "technology", None, True, False),
    ("soc:13-2011", "communication", "onet", "importance", 3.5, False, False),
    ("soc:15-1242", "oracle", "onet", "technology", None, False, False),
    ("esco:2512.4", "java", "esco", "optional", None, False, False),
    ("esco:2512.4", "agile", "esco", "essential", None, False, False),
    ("esco:2521.3", "sql", "esco", "essential", None, False, False),
    ("esco:2411.1", "accounting", "esco", "essential", None, False, False),
)
SAME_AS = (
    ("esco:2512.4", "soc:15-1252", 0.9),
    ("esco:2512.4", "soc:15-1251", 0.6),
    ("esco:2521.3", "soc:15-1242", 0.7),
    ("esco:2411.1", "soc:13-2011", 0.95),
)
RELATED = (
    ("soc:15-1252", "soc:15-1251", "Primary-Short", 1),
    ("soc:15-1252", "soc:15-1254", "Primary-Short", 2),
    ("soc:15-1242", "soc:15-1243", "Primary-Short", 1),
    ("soc:15-1243", "soc:15-2051", "Primary-Long", 1),
)
# text, skill, source, method, score
SPELLINGS = (
    ("k8s", "kubernetes", "person", "merge", 1.0),
    ("kubernetes container orchestration", "kubernetes", "esco", "alias", 1.0),
    ("react.js", "react", "dice", "spelling", 1.0),
    ("ms excel", "excel", "onet", "alias", 1.0),
    ("core java", "java", "dice", "qualifier", 0.9),
)
TITLES = (
    ("java developer", "soc:15-1252", "dice", "ranker", 0.8),
    ("programmer", "soc:15-1251", "direct-match", "direct_match", 1.0),
    ("developer", "soc:15-1252", "derived", "derived", 0.6),
    ("developer", "soc:15-1254", "derived", "derived", 0.4),
)


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


def edges() -> dict[tuple[str, str, str], list[tuple[str, str, Props]]]:
    """Start key, end key and properties by start label, type and end label."""
    first = {"first_seen": FIRST, "run": LOAD}
    groups: list[tuple[str, str, Props]] = [
        (key, parent, {}) for key, (_, _, parent) in GROUPS.items() if parent
    ]
    return {
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
        ("Document", "MENTIONS", "Skill"): [
            ("d1", "java", _mention(0, "Java", 0.98, "accepted")),
            ("d1", "git", _mention(10, "git", 0.90, "accepted")),
            ("d1", "quantumwidgets", _mention(20, "Quantum Widgets", 0.55, "proposed")),
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
