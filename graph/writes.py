"""Records of sources into the graph: each merges on its key, so that a second load changes nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.keys import fold
from graph.records import (
    Changes,
    Group,
    Occupation,
    OccupationFacts,
    Posting,
    Reject,
    SourceRecord,
    TitleAlias,
)
from graph.store import Access, Store, retrying
from graph.sync import sync_edges, sync_nodes

BATCH_RECORDS = 2_000


class Loader:
    """Collects the records of one file and writes them in batches, a transaction each.

    The first posting of a key wins, and later ones count as `duplicates`; `seen` is shared by the
    files of one run. Facts and aliases of occupations that the graph does not hold become rejects.
    """

    def __init__(self, store: Store, run: str, file: str, seen: set[str]) -> None:
        self.changes = Changes()
        self.duplicates = 0
        self.loaded = 0
        self.rejects: list[Reject] = []
        self._store = store
        self._run = run
        self._file = file
        self._batch: list[SourceRecord] = []
        self._seen = seen

    def add(self, record: SourceRecord) -> None:
        """Take one record; written when a batch is full."""
        if isinstance(record, Posting):
            if record.key in self._seen:
                self.duplicates += 1
                return
            self._seen.add(record.key)
        self._batch.append(record)
        if len(self._batch) >= BATCH_RECORDS:
            self.flush()

    def flush(self) -> None:
        """Write what has been collected."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        changes, rejects = retrying(lambda: self._write(batch))
        self.changes += changes
        self.rejects.extend(rejects)
        self.loaded += len(batch) - len(rejects)

    def _write(self, batch: list[SourceRecord]) -> tuple[Changes, list[Reject]]:
        with self._store.transaction() as tx:
            tx.write("hold_graph", run=self._run)
            wanted = _Wanted()
            rejects: list[Reject] = []
            known = _known_occupations(tx, batch)
            for record in batch:
                reason = wanted.take(record, known)
                if reason:
                    rejects.append(Reject(self._file, 0, reason, _name(record)))
            return wanted.write(tx, self._run), rejects


def _name(record: SourceRecord) -> str:
    if isinstance(record, TitleAlias):
        return f"{record.text} -> {record.occupation}"
    return " ".join(str(getattr(record, part, "")) for part in ("key", "title")).strip()


def _known_occupations(tx: Access, records: list[SourceRecord]) -> dict[str, str]:
    """Node kind by key, for the occupations and groups that these records speak of."""
    keys = {r.key for r in records if isinstance(r, OccupationFacts)}
    keys |= {r.occupation for r in records if isinstance(r, TitleAlias)}
    if not keys:
        return {}
    known = {row["key"]: "groups" for row in tx.read("existing_groups", keys=sorted(keys))}
    known |= {
        row["key"]: "occupations" for row in tx.read("existing_occupations", keys=sorted(keys))
    }
    return known


class _Wanted:
    """What one batch wants the graph to hold."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.edges: dict[str, dict[str, dict[str, dict[str, Any]]]] = defaultdict(dict)

    def take(self, record: SourceRecord, known: dict[str, str]) -> str | None:
        """Add a record; a reason if it cannot be loaded."""
        if isinstance(record, Group):
            self.nodes["groups"][record.key] = {
                "title": record.title,
                "folded": fold(record.title),
                "level": record.level,
            }
            if record.parent:
                self._edge("group_parents", record.key, record.parent, {})
        elif isinstance(record, Occupation):
            self._occupation(record)
        elif isinstance(record, OccupationFacts):
            kind = known.get(record.key)
            if kind is None:
                return "no such occupation in the graph: load the SOC definitions first"
            self.nodes[kind].setdefault(record.key, {}).update(record.facts)
        elif isinstance(record, TitleAlias):
            if known.get(record.occupation) != "occupations":
                return "no such occupation in the graph: load the SOC definitions first"
            self._alias("occupation_aliases", record.text, record.occupation, record.method)
        elif isinstance(record, Posting):
            self._posting(record)
        else:
            return "records of this kind are not loaded yet"
        return None

    def _occupation(self, record: Occupation) -> None:
        self.nodes["occupations"][record.key] = {
            "title": record.title,
            "folded": fold(record.title),
            "definition": record.definition,
            "source": "soc",
        }
        if record.group:
            self._edge("occupation_groups", record.key, record.group, {})
        self._alias("occupation_aliases", record.title, record.key, "soc_title")

    def _posting(self, record: Posting) -> None:
        self.nodes["postings"][record.key] = {
            "title": record.title,
            "company": record.company or None,
            "place": record.place or None,
            "employment_type": record.employment_type or None,
            "posted": record.posted or None,
            "url": record.url or None,
            "text": record.text or None,
            "source": record.source,
            "source_row": record.source_row,
        }
        self.edges["asks_for"].setdefault(record.key, {})
        for skill in record.skills:
            self.nodes["skills"].setdefault(skill.key, {"kind": "skill"})
            self._alias("skill_aliases", skill.raw, skill.key, "fold")
            props = {"raw": skill.raw, "method": skill.method, "certain": skill.certain}
            self._edge("asks_for", record.key, skill.key, props)

    def _alias(self, kind: str, text: str, target: str, method: str) -> None:
        key = fold(text)
        self.nodes["aliases"].setdefault(key, {"text": key})
        # A title that a taxonomy gives twice keeps its strongest method, whatever the order.
        props = (
            self.edges[kind]
            .setdefault(key, {})
            .setdefault(target, {"method": method, "score": 1.0})
        )
        if method == "soc_title":
            props["method"] = method

    def _edge(self, kind: str, start: str, end: str, props: dict[str, Any]) -> None:
        self.edges[kind].setdefault(start, {}).setdefault(end, props)

    def write(self, tx: Access, run: str) -> Changes:
        """Nodes first, then edges."""
        total = Changes()
        for kind, nodes in self.nodes.items():
            total += sync_nodes(tx, kind, nodes, run)
        for kind, edges in self.edges.items():
            total += sync_edges(
                tx,
                kind,
                edges,
                run,
                exact=kind in ("asks_for", "group_parents", "occupation_groups"),
            )
        return total
