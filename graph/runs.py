"""Runs: who wrote what, with which inputs. A run's key is its step and the hash of its inputs.

The same step on the same inputs is the same run, so a rerun after a crash writes the same names on
what it adds. The manifest `runs/<key>.json` is written last, by rename: its presence is the commit.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import filelock

from graph.errors import HomeLocked, StoreError
from graph.records import Run
from graph.store import Access, Store

HASH_BLOCK = 1 << 20


@dataclass(slots=True)
class RunContext:
    """A run in progress; `counts` is filled by the step and kept in the graph and the manifest."""

    key: str
    counts: dict[str, Any] = field(default_factory=dict)


def package_version() -> str:
    """The installed version of skillgraph."""
    try:
        return metadata.version("skillgraph")
    except metadata.PackageNotFoundError:
        return "0+unknown"


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hex digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def run_key(step: str, inputs: dict[str, Any]) -> str:
    """`<step>-<12 hex>` over the step, its inputs and our version."""
    text = json.dumps([step, package_version(), inputs], sort_keys=True, ensure_ascii=False)
    return f"{step}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def write_json(path: Path, data: Any) -> None:
    """Write JSON that appears all at once or not at all, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


@contextmanager
def recorded(
    store: Store,
    home: Path,
    *,
    step: str,
    inputs: dict[str, Any],
    command: str,
    model: str = "",
    seed: int | None = None,
) -> Iterator[RunContext]:
    """Record a step as a run: `running` before, `finished` or `failed` (or `interrupted`) after.

    Raises:
        HomeLocked: another process is doing this step in this home.
    """
    context = RunContext(run_key(step, inputs))
    with step_lock(home, step):
        run = Run(
            key=context.key,
            step=step,
            status="running",
            command=command,
            version=package_version(),
            started=_now(),
            model=model,
            seed=seed,
            inputs=inputs,
        )
        _save(store, run, context)
        try:
            yield context
        except BaseException as error:
            failed = "failed" if isinstance(error, Exception) else "interrupted"
            _try_save(store, run, context, failed)
            raise
        finished = _save(store, run, context, "finished")
        write_json(home / "runs" / f"{context.key}.json", asdict(finished))


@contextmanager
def step_lock(home: Path, step: str) -> Iterator[None]:
    """Hold a step of this home for this process.

    Raises:
        HomeLocked: another process holds it.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(home / f"{step}.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise HomeLocked(
            f"Another process is doing {step} in {home}.",
            hint="Wait for it to end, then try again.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _save(access: Access, run: Run, context: RunContext, status: str = "running") -> Run:
    ended = "" if status == "running" else _now()
    values = {**asdict(run), "status": status, "finished": ended, "counts": dict(context.counts)}
    stored = values | {
        "inputs": json.dumps(run.inputs, sort_keys=True, ensure_ascii=False),
        "counts": json.dumps(context.counts, sort_keys=True, ensure_ascii=False),
    }
    del stored["started"]  # set once: a rerun is the same run
    access.write("save_run", key=run.key, props=stored, started=run.started)
    return Run(**values)


def _try_save(store: Store, run: Run, context: RunContext, status: str) -> None:
    # The first error is the one to be told; a run left `running` is mended by its rerun. In a
    # transaction, because a write alone would wait for a graph that went away to come back.
    with suppress(StoreError), store.transaction() as tx:
        _save(tx, run, context, status)
