"""Skills that a teacher suggests for occupations: candidates until somebody accepts them.

`submit` writes `SUGGESTED` edges with status `proposed`; nothing walks along them. `accept` makes
those of a run `accepted`, if neighbours support them and the skill is canonical; from then on they are
evidence of the kind `teacher` in the weights of `REQUIRES`. `undo` removes exactly what a run added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graph.errors import RunError
from graph.keys import fold, skill_key
from graph.leases import held
from graph.neighbours import LEAST_SUPPORT
from graph.records import Changes, Row
from graph.store import Access, Store, retrying
from graph.sync import Session, batched
from graph.transitions import derive_near
from graph.weights import derive_requires

_PER_TRANSACTION = 500


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that a teacher names for an occupation.

    `skill` is its key, None where the graph knows no such skill; `rank` is its place in the
    teacher's list, from 1; the figures are those of `graph.neighbours.Support`; `prompt` is the
    version of the prompt.
    """

    occupation: str
    skill: str | None
    raw: str
    rank: int
    support: float
    lift: float | None
    neighbours: int
    teacher: str
    prompt: str


def submit(store: Store, run: str, suggestions: Sequence[Suggestion]) -> Changes:
    """Write suggestions of a run; one without a known skill names a candidate. Twice is once."""
    total = Changes()
    today = datetime.now(UTC).date().isoformat()
    for batch in batched(suggestions, _PER_TRANSACTION):

        def work(batch: list[Suggestion] = batch) -> Changes:
            with store.transaction() as tx:
                tx.write("hold_graph", run=run)
                return _submit(tx, run, batch, today)

        total += retrying(work)
    return total


def _submit(tx: Access, run: str, suggestions: list[Suggestion], today: str) -> Changes:
    unknown: dict[str, Row] = {}
    wanted: dict[tuple[str, str, str], Row] = {}
    for each in suggestions:
        skill = each.skill or skill_key(each.raw)
        if each.skill is None:
            unknown[skill] = {"key": skill, "name": each.raw, "folded": fold(each.raw)}
        row = {"occupation": each.occupation, "skill": skill, "props": _props(each, today)}
        wanted.setdefault((each.occupation, skill, each.teacher), row)
    if unknown:
        tx.write("put_candidates", rows=list(unknown.values()), run=run)
    runs = {
        (row["occupation"], skill, props["teacher"]): props["runs"]
        for row in tx.read("existing_suggestions", keys=sorted({k[0] for k in wanted}))
        for skill, props in row["suggestions"]
    }
    new = [row for key, row in wanted.items() if key not in runs]
    joined = [row for key, row in wanted.items() if key in runs and run not in runs[key]]
    if new:
        tx.write("put_suggestions", rows=new, run=run)
    if joined:
        tx.write("support_suggestions", rows=joined, run=run)
    return Changes(len(new), len(joined))


def _props(suggestion: Suggestion, today: str) -> dict[str, Any]:
    props: dict[str, Any] = {
        "raw": suggestion.raw,
        "rank": suggestion.rank,
        "support": suggestion.support,
        "neighbours": suggestion.neighbours,
        "teacher": suggestion.teacher,
        "prompt": suggestion.prompt,
        "first_seen": today,
    }
    return props if suggestion.lift is None else props | {"lift": suggestion.lift}


def accept(store: Store, run: str, least: float = LEAST_SUPPORT) -> Changes:
    """Accept by rule what a run suggested, and weigh the edges anew.

    Args:
        least: support that a suggestion needs.

    Raises:
        GraphLocked: a load is at work on this graph.
        RunError: a load of it was broken off.
    """
    with _session(store, run, f"accepting {run}") as session:
        session.write("begin_load", run=run)
        rows = session.write("accept_suggestions", run=run, least=least)
        _weigh(session)
    return Changes(updated=_count(rows, "accepted"))


def undo(store: Store, run: str) -> Changes:
    """Remove what a run suggested; what other runs suggested too stays, without its name.

    Raises:
        GraphLocked, RunError: as `accept`.
    """
    with _session(store, run, f"undoing {run}") as session:
        # What only waits bears on nothing else; after a crash the mark of `begin_load` is there.
        weigh = bool(_loading(session)) or _count(
            session.store.read("accepted_of_run", run=run), "accepted"
        )
        if weigh:
            session.write("begin_load", run=run)
        deleted = _count(session.write("drop_suggestions_of_run", run=run), "removed")
        updated = _count(session.write("release_suggestions_of_run", run=run), "released")
        deleted += _count(session.write("drop_orphan_candidates"), "removed")
        if weigh:
            _weigh(session)
        session.write("save_run", key=run, props={"status": "undone"}, started="")
    return Changes(updated=updated, deleted=deleted)


@contextmanager
def _session(store: Store, run: str, what: str) -> Iterator[Session]:
    """A session that holds the graph, which no load left half derived.

    What another acceptance left so is mended by weighing the edges anew, whichever run that is for.
    """
    today = datetime.now(UTC).date().isoformat()
    with held(store, what) as lease, Session(store, run, today=today, lease=lease) as session:
        session.settle()
        loading = _loading(session)
        if loading and not loading.startswith("expand-"):
            raise RunError(
                f"A load of this graph was broken off ({loading}).",
                hint="Run that command again first.",
            )
        yield session


def _loading(session: Session) -> str | None:
    state = session.store.read("graph_state")
    return state[0]["loading"] if state else None


def _weigh(session: Session) -> None:
    derive_requires(session)
    derive_near(session)
    session.write("end_load")


def _count(rows: list[Row], column: str) -> int:
    return int(rows[0][column]) if rows else 0
