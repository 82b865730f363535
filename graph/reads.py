"""Questions to the graph: one typed function per query of the library.

Look-ups are here; what analysts ask is in `graph.analysis`, where knowledge comes from in
`graph.provenance`, searching in `graph.search`, ways between occupations in `graph.transitions`.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping
from typing import Any

from graph import answers, queries
from graph.analysis import (
    occupation_skills,
    skill_evidence,
    skill_occupations,
    skills_together,
)
from graph.errors import InvalidValue, NotFound
from graph.keys import fold, skill_key, soc_key, title_key
from graph.records import Row, Run, SkillName
from graph.store import Store

MAX_LIMIT = 10_000

# The four are asked for beside look-ups almost everywhere.
__all__ = [
    "count_edges",
    "count_nodes",
    "document_mentions",
    "documents",
    "find_document",
    "find_group",
    "find_occupation",
    "find_run",
    "find_skill",
    "graph_version",
    "likelier",
    "list_runs",
    "occupation_detail",
    "occupation_skills",
    "run_named",
    "run_values",
    "search_occupations",
    "search_skills",
    "skill_evidence",
    "skill_names",
    "skill_occupations",
    "skills_together",
]


def run_named(store: Store, name: str, raw: dict[str, str]) -> list[Row]:
    """Run a public query of the library with values as text (`limit=5`).

    Raises:
        NotFound: no such query for users.
        InvalidValue: a parameter is unknown, missing or of another type.
    """
    return run_values(store, name, _public(name).parse(raw))


def run_values(store: Store, name: str, values: Mapping[str, Any]) -> list[Row]:
    """The same with values of their types.

    Raises:
        NotFound, InvalidValue: as `run_named`.
    """
    query = _public(name)
    for bound in ("limit", "offset"):
        if bound in values and not 0 <= values[bound] <= MAX_LIMIT:
            raise InvalidValue(f"{bound} must lie between 0 and {MAX_LIMIT}.")
    return store.read(query.name, **_resolved(store, values))


def _public(name: str) -> queries.QueryFile:
    query = queries.get(name)
    if not query.public:
        raise NotFound(
            f"The query {name!r} serves the platform itself.",
            hint="`skillgraph query` lists yours.",
        )
    return query


def _resolved(store: Store, values: Mapping[str, Any]) -> dict[str, Any]:
    """Names that people type become keys, where the parameter says what it is."""
    keys: dict[str, Callable[[str], str]] = {
        "occupation": lambda text: find_occupation(store, text).key,
        "other": lambda text: find_occupation(store, text).key,
        "skill": lambda text: find_skill(store, text).key,
        "group": lambda text: find_group(store, text),
        "run": lambda text: find_run(store, text).key,
        "text": fold,
    }
    return {
        name: keys[name](value) if name in keys and isinstance(value, str) else value
        for name, value in values.items()
    }


def find_group(store: Store, text: str) -> str:
    """The key of the SOC group that a key, a code (`15-0000`) or a title means.

    Raises:
        NotFound: no such group.
        InvalidValue: the text is blank.
    """
    folded = _not_blank("group", text)
    rows = store.read("find_groups", key=soc_key(text.strip().removeprefix("soc:")), title=folded)
    if not rows:
        raise NotFound(f"No group is called {text!r}.", hint="Give a SOC code such as 15-0000.")
    return str(min(rows, key=lambda row: (row["rank"], row["key"]))["key"])


def find_occupation(store: Store, text: str) -> answers.OccupationRow:
    """The occupation that a key (`soc:15-1252`), title or other name means.

    Raises:
        NotFound: none; the hint names near titles.
        InvalidValue: the text is blank.
    """
    folded = _not_blank("occupation", text)
    rows = store.read("find_occupation", key=text.strip(), folded=folded, slug=title_key(text))
    if not rows:
        near = _near(folded, [o.title for o in search_occupations(store, _stem(folded), limit=50)])
        raise NotFound(f"No occupation is called {text!r}.", hint=near)
    return _occupation(min(rows, key=likelier))


def likelier(row: Row) -> tuple[Any, ...]:
    """What orders the rows of a look-up, the likeliest first.

    An occupation of another system is meant only when its key is given or nothing else is so
    called: it has no skills of its own to show.
    """
    foreign = row.get("source") == "esco" and row["rank"] > 0
    score = row["score"] if row["score"] is not None else 1.0
    return foreign, row["rank"], -score, -row["postings"], row["key"]


def find_skill(store: Store, text: str) -> answers.SkillRow:
    """The skill that a key or any spelling means.

    Raises:
        NotFound: none; the hint names near ones.
        InvalidValue: the text is blank.
    """
    folded = _not_blank("skill", text)
    rows = store.read("find_skill", key=skill_key(text), folded=folded)
    if not rows:
        near = _near(folded, [s.name for s in search_skills(store, _stem(folded), limit=50)])
        raise NotFound(f"No skill is called {text!r}.", hint=near)
    return _skill(min(rows, key=likelier))


def search_occupations(
    store: Store, text: str, limit: int = 20, offset: int = 0
) -> list[answers.OccupationRow]:
    """Occupations whose title holds the text; all of them for an empty text."""
    rows = store.read("search_occupations", text=fold(text), limit=limit, offset=offset)
    return [_occupation(row) for row in rows]


def search_skills(
    store: Store, text: str, limit: int = 20, offset: int = 0
) -> list[answers.SkillRow]:
    """Skills whose name holds the text; all of them for an empty text."""
    rows = store.read("search_skills", text=fold(text), limit=limit, offset=offset)
    return [_skill(row) for row in rows]


_NO_FACTS = frozenset(
    "key title folded definition source run soc_isco first_seen last_seen".split()
)
"""Properties that are no figures; `…_facts` and `…_title` say which source gave some."""


def occupation_detail(store: Store, key: str) -> answers.OccupationDetail:
    """An occupation with its facts, groups and other names.

    Raises:
        NotFound: no such occupation.
    """
    occupation = find_occupation(store, key)
    props = store.read("occupation_facts", key=occupation.key)[0]["props"]
    groups = store.read("occupation_groups", key=occupation.key)
    aliases = store.read("occupation_aliases", key=occupation.key)
    return answers.OccupationDetail(
        occupation,
        {
            k: v
            for k, v in sorted(props.items())
            if v is not None and k not in _NO_FACTS and not k.endswith(("_facts", "_title"))
        },
        [row["title"] for row in groups],
        [row["alias"] for row in aliases],
    )


def find_document(store: Store, key: str) -> answers.DocumentRow:
    """A document by its key.

    Raises:
        NotFound: no such document.
    """
    rows = store.read("find_document", key=key)
    if not rows:
        raise NotFound(
            f"No document has the key {key!r}.", hint="The documents query lists what was enriched."
        )
    return answers.DocumentRow(**rows[0])


def documents(store: Store, limit: int = 50, offset: int = 0) -> list[answers.DocumentRow]:
    """Documents that were enriched."""
    return [answers.DocumentRow(**r) for r in store.read("documents", limit=limit, offset=offset)]


def document_mentions(
    store: Store, key: str, limit: int = 100, offset: int = 0
) -> list[answers.MentionRow]:
    """Skills that a document (by key) mentions, in order of position."""
    rows = store.read("document_mentions", document=key, limit=limit, offset=offset)
    return [answers.MentionRow(**row) for row in rows]


def list_runs(store: Store, limit: int = 50, offset: int = 0) -> list[Run]:
    """Runs, the latest first."""
    return [_run(row) for row in store.read("runs", limit=limit, offset=offset)]


def find_run(store: Store, prefix: str) -> Run:
    """A run by its key or the beginning of it.

    Raises:
        NotFound: none begins so.
        InvalidValue: several do.
    """
    rows = store.read("find_runs", prefix=prefix) if prefix.strip() else []
    exact = [row for row in rows if row["key"] == prefix]
    if not rows:
        raise NotFound(f"No run begins with {prefix!r}.", hint="`skillgraph runs list` shows them.")
    if len(rows) > 1 and not exact:
        keys = ", ".join(row["key"] for row in rows[:4])
        raise InvalidValue(f"Several runs begin with {prefix!r}: {keys}.", hint="Give more of it.")
    return _run((exact or rows)[0])


def skill_names(store: Store) -> list[SkillName]:
    """Every spelling of every named skill, sorted, for a `Gazetteer`."""
    names = set()
    for row in store.read("skill_names"):
        for alias in (row["name"], row["alias"]):
            names.add(SkillName(alias, row["key"], row["name"], row["status"]))
    return sorted(names, key=lambda n: (n.key, n.alias))


def count_nodes(store: Store) -> dict[str, int]:
    """Nodes per label."""
    return {row["label"]: row["nodes"] for row in store.read("count_nodes")}


def count_edges(store: Store) -> dict[str, int]:
    """Edges per type."""
    return {row["type"]: row["edges"] for row in store.read("count_edges")}


def graph_version(store: Store) -> str:
    """The content hash of the walkable graph; empty before the first load and while one runs."""
    rows = store.read("graph_state")
    return (rows[0]["version"] or "") if rows else ""


def _not_blank(what: str, text: str) -> str:
    folded = fold(text)
    if not folded:
        raise InvalidValue(f"The {what} is blank.", hint="Give a key, a name or a title.")
    return folded


def _stem(folded: str) -> str:
    return max(folded.split(), key=len)[:6]


def _near(folded: str, titles: list[str]) -> str:
    by_fold = {fold(t): t for t in titles}
    near = difflib.get_close_matches(folded, list(by_fold), n=3, cutoff=0.5)
    return f"Did you mean {', '.join(by_fold[n] for n in near)}?" if near else "Try a search."


def _occupation(row: Row) -> answers.OccupationRow:
    return answers.OccupationRow(**{k: v for k, v in row.items() if k not in ("rank", "score")})


def _skill(row: Row) -> answers.SkillRow:
    return answers.SkillRow(**{k: v for k, v in row.items() if k not in ("rank", "score")})


def _run(row: Row) -> Run:
    values = {**row, "inputs": json.loads(row["inputs"]), "counts": json.loads(row["counts"])}
    return Run(**values)
