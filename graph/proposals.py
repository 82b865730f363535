"""Write-back: proposals of a run become edges with evidence, by rule; a run can be undone.

`submit` writes what a run proposes, `accept` turns sure mentions of known skills into accepted ones,
`undo` removes exactly what that run added and nothing that another run supports too. Submitting
twice is submitting once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graph import statistics, suggestions
from graph.errors import RunError
from graph.keys import fold, skill_key
from graph.reads import find_run
from graph.records import Changes, Mention, Proposal
from graph.store import Access, Store, retrying
from graph.sync import batched

DEFAULT_THRESHOLD = 0.5
MIN_CANDIDATE = 2
_PER_TRANSACTION = 50


def submit(store: Store, run: str, proposals: Sequence[Proposal]) -> Changes:
    """Write documents and mentions of a run; mentions without a known skill name a candidate."""
    total = Changes()
    for batch in batched(proposals, _PER_TRANSACTION):

        def work(batch: list[Proposal] = batch) -> Changes:
            with store.transaction() as tx:
                tx.write("hold_graph", run=run)
                return _submit(tx, run, batch)

        total += retrying(work)
    return total


def _submit(tx: Access, run: str, proposals: list[Proposal]) -> Changes:
    documents = {p.document.key: p.document for p in proposals}
    rows = [
        {"key": d.key, "title": d.title, "source": d.source, "text": d.text}
        for d in documents.values()
    ]
    tx.write("put_documents", rows=rows, run=run)
    wanted: dict[tuple[str, str, int, int, str], dict[str, Any]] = {}
    candidates: dict[str, dict[str, str]] = {}
    for proposal in proposals:
        for mention in proposal.mentions:
            skill = _skill_of(mention, candidates)
            if skill:
                key = (proposal.document.key, skill, mention.start, mention.end, proposal.model)
                wanted[key] = _row(proposal, mention, skill)
    if candidates:
        tx.write("put_candidates", rows=list(candidates.values()), run=run)
    existing = {
        (row["document"], m["skill"], m["start"], m["end"], m["model"]): m["runs"]
        for row in tx.read("existing_mentions", documents=list(documents))
        for m in row["mentions"]
    }
    new = [row for key, row in wanted.items() if key not in existing]
    joined = [row for key, row in wanted.items() if key in existing and run not in existing[key]]
    if new:
        tx.write("put_mentions", rows=new, run=run)
    if joined:
        tx.write("support_mentions", rows=joined, run=run)
    return Changes(len(new), len(joined))


def _skill_of(mention: Mention, candidates: dict[str, dict[str, str]]) -> str:
    if mention.skill is not None:
        return mention.skill
    key = skill_key(mention.text)
    # A single letter that the graph does not know is a list mark or a pronoun, not a candidate.
    if len(key) < MIN_CANDIDATE:
        return ""
    candidates[key] = {"key": key, "name": mention.text, "folded": fold(mention.text)}
    return key


def _row(proposal: Proposal, mention: Mention, skill: str) -> dict[str, Any]:
    return {
        "document": proposal.document.key,
        "skill": skill,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "confidence": round(mention.confidence, 6),
        "model": proposal.model,
    }


def accept(store: Store, run: str, threshold: float = DEFAULT_THRESHOLD) -> Changes:
    """Accept by rule what a run proposed: confidence at least `threshold`, and a canonical skill."""
    rows = retrying(lambda: store.write("accept_mentions", run=run, threshold=threshold))
    return Changes(updated=rows[0]["accepted"] if rows else 0)


def undo(store: Store, run: str) -> Changes:
    """Remove what a run of students or teachers added; what other runs support too stays, without
    its name.

    Raises:
        NotFound: no such run.
        RunError: the run wrote something else than proposals; a load was broken off.
        GraphLocked: a load is at work on this graph.
    """
    found = find_run(store, run)
    if found.step == "expand":
        return suggestions.undo(store, found.key)
    if found.step not in UNDONE:
        raise RunError(
            f"The run {found.key} is of the step {found.step}, which cannot be undone.",
            hint="Load the source's files again to change what an ingest made.",
        )
    return retrying(lambda: _undo(store, found.key, UNDONE[found.step]))


def _undo(store: Store, run: str, remove: Callable[[Access, str], Changes]) -> Changes:
    with store.transaction() as tx:
        tx.write("hold_graph", run=run)
        changes = remove(tx, run)
        tx.write("save_run", key=run, props={"status": "undone"}, started="")
    return changes


def _undo_mentions(tx: Access, run: str) -> Changes:
    deleted = _count(tx.write("drop_mentions_of_run", run=run), "removed")
    updated = _count(tx.write("release_mentions_of_run", run=run), "released")
    deleted += _count(tx.write("drop_documents_of_run", run=run), "removed")
    updated += _count(tx.write("release_documents_of_run", run=run), "released")
    deleted += _count(tx.write("drop_orphan_candidates"), "removed")
    return Changes(updated=updated, deleted=deleted)


UNDONE = {"enrich": _undo_mentions, "statistics": statistics.undo}
"""How what a step wrote is removed in one transaction; suggestions bear on weights too."""


def _count(rows: list[dict[str, Any]], column: str) -> int:
    return int(rows[0][column]) if rows else 0
