"""The tables that the analysts' graph is written from; see `tests.graph.analyst_graph`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

FIRST, GONE, SECOND = "2026-10-01", "2026-11-01", "2026-11-10"
LOAD, LOAD_AGAIN, ENRICH = "ingest-aaaa00000001", "ingest-bbbb00000002", "enrich-cccc00000003"

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
    ("software developer", "soc:15-1252", "direct-match", "direct_match", 1.0),
    ("java developer", "soc:15-1252", "dice", "ranker", 0.8),
    ("programmer", "soc:15-1251", "direct-match", "direct_match", 1.0),
    ("developer", "soc:15-1252", "derived", "derived", 0.6),
    ("developer", "soc:15-1254", "derived", "derived", 0.4),
)
