"""A small graph with SOC groups and postings, for what is told of occupations that have few.

Software (15-125x) has postings, nursing (29-114x) two, and two occupations have none: Web Designers
beside the software occupations, Midwives beside Nurses.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.store import Store
from graph.sync import Edge, Session
from graph.transitions import derive_near
from graph.weights import derive_requires

DEVELOPERS, TESTERS, DESIGNERS = "soc:15-1252", "soc:15-1253", "soc:15-1255"
ANALYSTS, NURSES, MIDWIVES = "soc:15-1211", "soc:29-1141", "soc:29-1161"
TITLES = {
    DEVELOPERS: "Software Developers",
    TESTERS: "Software Testers",
    DESIGNERS: "Web Designers",
    ANALYSTS: "Systems Analysts",
    NURSES: "Registered Nurses",
    MIDWIVES: "Midwives",
}
GROUPS = {
    "soc:15-0000": ("major", None),
    "soc:15-1200": ("minor", "soc:15-0000"),
    "soc:15-1210": ("broad", "soc:15-1200"),
    "soc:15-1250": ("broad", "soc:15-1200"),
    "soc:29-0000": ("major", None),
    "soc:29-1000": ("minor", "soc:29-0000"),
}
BROAD = {
    DEVELOPERS: "soc:15-1250",
    TESTERS: "soc:15-1250",
    DESIGNERS: "soc:15-1250",
    ANALYSTS: "soc:15-1210",
    NURSES: "soc:29-1000",
    MIDWIVES: "soc:29-1000",
}
POSTINGS = {
    DEVELOPERS: ["java sql git", "java sql", "java git", "java sql git linux"],
    TESTERS: ["selenium java sql", "selenium git"],
    ANALYSTS: ["sql excel"],
    NURSES: ["triage excel", "triage"],
}
CANDIDATE = "knitting"


def write_guided(store: Store) -> None:
    """Write the graph, with what follows from it."""
    session = Session(store, "ingest-000000000000", today="2026-01-31")
    asked = {s for texts in POSTINGS.values() for text in texts for s in text.split()}
    session.nodes(
        "groups", {k: {"title": k, "folded": k, "level": lv} for k, (lv, _) in GROUPS.items()}
    )
    session.edges(
        "group_parents", {k: {up: Edge(up, {})} for k, (_, up) in GROUPS.items() if up is not None}
    )
    session.nodes(
        "occupations",
        {
            key: {
                "title": title,
                "folded": title.lower(),
                "source": "soc",
                "definition": f"Work as {title.lower()}.",
                "postings": len(POSTINGS.get(key, ())),
            }
            for key, title in TITLES.items()
        },
    )
    session.edges("occupation_groups", {k: {g: Edge(g, {})} for k, g in BROAD.items()})
    counts = {s: sum(s in t.split() for texts in POSTINGS.values() for t in texts) for s in asked}
    skills = {
        s: {"name": s.title(), "folded": s, "status": "canonical", "postings": counts[s]}
        for s in asked
    }
    rare = {"name": "Knitting", "folded": CANDIDATE, "status": "candidate", "postings": 0}
    session.nodes("skills", {**skills, CANDIDATE: rare})
    session.nodes("aliases", {s: {"text": s} for s in [*asked, CANDIDATE]})
    session.edges(
        "skill_aliases",
        {
            s: {"t": Edge(s, {"id": "t", "method": "name", "score": 1.0})}
            for s in [*asked, CANDIDATE]
        },
    )
    _postings(session)
    derive_requires(session)
    derive_near(session)


def _postings(session: Session) -> None:
    found = list(_numbered())
    session.nodes("postings", {key: {"title": TITLES[o], "source": "dice"} for key, o, _ in found})
    session.edges(
        "asks_for",
        {
            key: {s: Edge(s, {"id": s, "raw": s, "certain": True}) for s in text.split()}
            for key, _, text in found
        },
    )
    session.edges("advertises", {key: {o: Edge(o, {"score": 1.0})} for key, o, _ in found})


def _numbered() -> Iterator[tuple[str, str, str]]:
    for occupation, texts in POSTINGS.items():
        for number, text in enumerate(texts):
            yield f"dice:{occupation}:{number}", occupation, text
