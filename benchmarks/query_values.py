"""Real values for the queries of the library, drawn from a loaded graph with a seed.

Occupations and skills are drawn in proportion to their postings, as people ask for them: hubs come
often. Whatever a query cannot be given (there are no documents, say) it is not measured with.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cached_property
from typing import Any

from graph.answers import OccupationRow, SkillRow
from graph.keys import fold, skill_key, title_key
from graph.queries import QueryFile
from graph.reads import documents, list_runs, search_occupations, search_skills
from graph.records import Row
from graph.search import lucene
from graph.store import Store

MOST = 10_000
KEYS = 20

Draw = Callable[[random.Random], Any]
"""A value, or None where the graph has none."""

# What `key` names, and a text is taken from, where it is no occupation.
KEY_OF = {"find_document": "document", "find_groups": "group", "find_skill": "skill_key"}
SKILL_TEXT = ("find_skill", "search_skills", "skill_why", "fulltext_skills")


class Values:
    """Draws parameters of queries."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store = store
        self._seed = seed

    def of(self, query: QueryFile, count: int) -> list[dict[str, Any]]:
        """Parameters of so many calls; none when the graph has nothing to ask for.

        Defaults stay, so a query is measured as it is called without options.
        """
        random_ = random.Random(f"{self._seed} {query.name}")
        calls = []
        for _ in range(count):
            call = self._call(query, random_)
            if call is None:
                return []
            calls.append(call)
        return calls

    def _call(self, query: QueryFile, random_: random.Random) -> dict[str, Any] | None:
        wanted = [p.name for p in query.params if p.required]
        drawn: dict[str, Any] = {}
        if {"occupation", "skill"} <= set(wanted):
            drawn = self._edge(random_) or {}
        for name in wanted:
            if name not in drawn:
                drawn[name] = self._draw(query.name, name)(random_)
        return None if any(value is None for value in drawn.values()) else drawn

    def _draw(self, query: str, name: str) -> Draw:
        if name == "key":
            name = KEY_OF.get(query, "occupation")
        if name in ("text", "folded", "words", "title"):
            text = self._text("skill" if query in SKILL_TEXT else "occupation")
            # Words are in the syntax of full-text queries, as `search` writes it.
            return (lambda r: lucene(text(r)) or "x") if name == "words" else text
        draws: dict[str, Draw] = {
            **{"occupation": self.occupation, "other": self.occupation, "skill": self.skill},
            **{"skill_key": lambda r: skill_key(self.skill_row(r).name)},
            **{"slug": lambda r: title_key(self.occupation_row(r).title)},
            **{"keys": lambda r: [self.occupation(r) for _ in range(KEYS)]},
            **{"names": lambda r: [fold(self.skill_row(r).name)], "pairs": self._pairs},
            **{"document": self._document, "posting": self._posting, "group": self._group},
            **{"run": self._run, "prefix": self._run, "vector": self._vector},
            **{"limit": lambda r: 25, "start": lambda r: "2000-01-01"},
            **{"end": lambda r: "2100-01-01", "since": lambda r: self._middle},
        }
        return draws[name]

    # ---- occupations and skills -----------------------------------------------------------------

    def _text(self, kind: str) -> Draw:
        if kind == "skill":
            return lambda r: fold(self.skill_row(r).name)
        return lambda r: fold(self.occupation_row(r).title)

    @cached_property
    def _occupations(self) -> tuple[list[OccupationRow], list[int]]:
        rows = search_occupations(self._store, "", limit=MOST)
        soc = [row for row in rows if row.key.startswith("soc:") and row.postings]
        return soc, [row.postings for row in soc]

    @cached_property
    def _skills(self) -> tuple[list[SkillRow], list[int]]:
        rows = [r for r in search_skills(self._store, "", limit=MOST) if r.status == "canonical"]
        return rows, [row.postings for row in rows]

    def occupation_row(self, random_: random.Random) -> OccupationRow:
        """A SOC occupation, by its postings."""
        return random_.choices(*self._occupations)[0]

    def skill_row(self, random_: random.Random) -> SkillRow:
        """A skill with a name, by its postings."""
        return random_.choices(*self._skills)[0]

    def occupation(self, random_: random.Random) -> str:
        """Its key."""
        return self.occupation_row(random_).key

    def skill(self, random_: random.Random) -> str:
        """Its key."""
        return self.skill_row(random_).key

    def _edge(self, random_: random.Random) -> dict[str, Any] | None:
        """An occupation and a skill that it requires, by the postings behind it."""
        occupation = self.occupation(random_)
        rows = self._store.read("occupation_skills", occupation=occupation, limit=200)
        if not rows:
            return None
        row = random_.choices(rows, [1 + (row["postings"] or 0) for row in rows])[0]
        return {"occupation": occupation, "skill": row["skill"]}

    # ---- what hangs on them ---------------------------------------------------------------------

    def _pairs(self, random_: random.Random) -> list[list[str]] | None:
        start = self.occupation(random_)
        rows = self._store.read("near_occupations", occupation=start, limit=5)
        return [[start, row["occupation"]] for row in rows] or None

    def _posting(self, random_: random.Random) -> str | None:
        rows = self._store.read("occupation_postings", occupation=self.occupation(random_))
        return random_.choice(rows)["posting"] if rows else None

    def _group(self, random_: random.Random) -> str | None:
        rows = self._store.read("occupation_groups", key=self.occupation(random_))
        return random_.choice(rows)["key"] if rows else None

    def _document(self, random_: random.Random) -> str | None:
        found = documents(self._store, limit=MOST)
        return random_.choice(found).key if found else None

    def _run(self, random_: random.Random) -> str | None:
        found = list_runs(self._store)
        return random_.choice(found).key if found else None

    def _vector(self, random_: random.Random) -> list[float]:
        from graph.encoder import encode

        return [float(x) for x in encode([self.skill_row(random_).name])[0]]

    @cached_property
    def _middle(self) -> str | None:
        """A day that about half of some occupation's postings were published before."""
        rows: list[Row] = self._store.read(
            "occupation_postings", occupation=self._occupations[0][0].key, limit=MOST
        )
        days = sorted(filter(None, (row["first_seen"] for row in rows)))
        return days[len(days) // 2] if days else None
