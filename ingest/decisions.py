"""A person's word on which names are one skill. It outweighs all other evidence, and every load
after it keeps it."""

from __future__ import annotations

import getpass
from contextlib import suppress
from pathlib import Path
from typing import Literal

from graph.errors import InvalidValue
from graph.keys import content_hash, fold, skill_key
from graph.leases import held
from graph.reads import find_skill
from graph.records import Changes
from graph.runs import recorded, step_lock
from graph.store import Store
from graph.sync import Session
from ingest.derive import Skills, derive
from ingest.pipeline import Progress, today_as_day

Kind = Literal["merge", "split"]


def decide(
    store: Store,
    home: Path,
    kind: Kind,
    a: str,
    b: str,
    *,
    progress: Progress | None = None,
) -> Changes:
    """Join two names into one skill, or split one from the other; a later word replaces this one.

    Raises:
        NotFound: The graph knows no skill by one of the names.
        InvalidValue: Both names are one and the same.
        HomeLocked, GraphLocked: A load is at work in this home or on this graph.
    """
    if skill_key(a) == skill_key(b):
        raise InvalidValue(
            f"{a!r} and {b!r} differ in nothing that tells skills apart.",
            hint="Give two spellings that differ in a letter, a digit, + or #.",
        )
    for name in (a, b):
        find_skill(store, name)
    tell = progress or (lambda stage, done, total: None)
    command = f"skillgraph skill {kind}"
    inputs = {"kind": kind, "a": fold(a), "b": fold(b)}
    with (
        step_lock(home, "ingest"),
        recorded(store, home, step="curate", inputs=inputs, command=command) as run,
        held(store, command) as lease,
        Session(store, run.key, today=today_as_day(), lease=lease) as session,
    ):
        session.settle()
        session.write("begin_load", run=run.key)
        key = content_hash("decision", *sorted((skill_key(a), skill_key(b))))[:16]
        props = {**inputs, "at": session.today, "by": _who()}
        session.nodes("decisions", {key: props})
        derive(session, Skills.of(store), tell, {})
        session.write("end_load")
        run.counts |= {"updated": session.changes.updated, "deleted": session.changes.deleted}
    return session.changes


def _who() -> str:
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""
