"""Checkpoints: a folder of files that `card.json` names, with what made them and how they score.

The card is written last, by rename: without a card there is no checkpoint, and a folder that is
trained again holds the old checkpoint until the new one is complete. Files carry a piece of their
hash in their name, so that old and new never share one.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from graph.errors import StudentError

CARD = "card.json"
FORMAT = 1
_OURS = re.compile(r"[a-z]+-[0-9a-f]{12}\.bin|\.checkpoint-\d+-.+\.part")


@dataclass(frozen=True, slots=True)
class Card:
    """What a checkpoint is. `data` counts and hashes what it was trained on, `scores` is free-form.

    `content` is the hash over all files; `model` is how edges name the checkpoint: `crf:3f2a91c0`.
    """

    student: str
    content: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    scores: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    created: str = ""

    @property
    def model(self) -> str:
        """Name and version."""
        return f"{self.student}:{self.content[:8]}"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A card and the contents of its files, by role (`model`, `aliases`, ...)."""

    card: Card
    files: Mapping[str, bytes]


def content_of(files: Mapping[str, bytes]) -> str:
    """The hash over all files: 64 hex digits."""
    digest = hashlib.sha256()
    for role in sorted(files):
        digest.update(f"{role} {_hash(files[role])}\n".encode())
    return digest.hexdigest()


def describe_run() -> tuple[dict[str, str], str]:
    """Versions of what takes part in training, and the time in UTC."""
    versions = {"python": platform.python_version()}
    for package in ("skillgraph", "python-crfsuite"):
        with contextlib.suppress(PackageNotFoundError):
            versions[package] = version(package)
    return versions, datetime.now(UTC).isoformat(timespec="seconds")


def write(folder: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint in place of the one that may stand there.

    Raises:
        StudentError: The folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        named = {role: _file_name(role, content) for role, content in checkpoint.files.items()}
        for role, content in checkpoint.files.items():
            _replace(folder / named[role], content)
        _replace(folder / CARD, _card_bytes(checkpoint, named))
        _forget_others(folder, named)
    except OSError as error:
        raise StudentError(
            f"The checkpoint cannot be written to {folder} ({error.strerror or error}).",
            hint="Choose a folder that can be written.",
        ) from error


def read(folder: Path) -> Checkpoint:
    """Read a checkpoint and check every file against the card.

    Raises:
        StudentError: There is no checkpoint, or it is damaged; one sentence says which.
    """
    try:
        raw = json.loads((folder / CARD).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise StudentError(
            f"There is no trained student in {folder}.",
            hint="Train one with `skillgraph train`, or name its folder.",
        ) from None
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"{CARD} cannot be read") from error
    return _checked(folder, raw)


def _checked(folder: Path, raw: Any) -> Checkpoint:
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise _damaged(folder, f"{CARD} is not of format {FORMAT}")
    files: dict[str, bytes] = {}
    try:
        for role, listed in raw["files"].items():
            path = folder / Path(listed["name"]).name
            files[role] = path.read_bytes()
            if _hash(files[role]) != listed["sha256"]:
                raise _damaged(folder, f"{path.name} is not the file that was written")
        card = Card(
            student=raw["student"],
            content=raw["content"],
            **{name: raw[name] for name in ("settings", "data", "scores", "versions", "created")},
        )
    except FileNotFoundError as error:
        raise _damaged(folder, f"{Path(error.filename).name} is missing") from error
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(folder, f"{CARD} does not say what it must") from error
    return Checkpoint(card, files)


def _damaged(folder: Path, what: str) -> StudentError:
    return StudentError(
        f"The student in {folder} is damaged: {what}.", hint="Train it again into that folder."
    )


def _card_bytes(checkpoint: Checkpoint, named: Mapping[str, str]) -> bytes:
    card = checkpoint.card
    shown = {
        "format": FORMAT,
        "student": card.student,
        "model": card.model,
        "content": card.content,
        "files": {
            role: {"name": named[role], "sha256": _hash(content), "bytes": len(content)}
            for role, content in sorted(checkpoint.files.items())
        },
        "settings": dict(card.settings),
        "data": dict(card.data),
        "scores": dict(card.scores),
        "versions": dict(card.versions),
        "created": card.created,
    }
    return (json.dumps(shown, indent=2, ensure_ascii=False) + "\n").encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _file_name(role: str, content: bytes) -> str:
    return f"{role}-{_hash(content)[:12]}.bin"


def _replace(path: Path, content: bytes) -> None:
    """Write beside and rename, so that `path` is never half a file."""
    beside = path.with_name(f".checkpoint-{os.getpid()}-{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _forget_others(folder: Path, named: Mapping[str, str]) -> None:
    """Remove files of the checkpoint that stood here before, and leftovers of killed runs."""
    kept = set(named.values())
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and path.name not in kept:
            path.unlink(missing_ok=True)
