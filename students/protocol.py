"""The one shape of every student."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

from students.answers import Extraction

Ability = Literal["extract", "match", "explain", "edit"]


@runtime_checkable
class Student(Protocol):
    """A model that reads text. `abilities` names what it can do; more is a `StudentError`."""

    name: str
    abilities: frozenset[Ability]
    model: str
    """Name and version of the checkpoint, as written on edges: `crf:3f2a91c0`."""

    def extract(self, texts: Sequence[str]) -> list[Extraction]:
        """One `Extraction` per text, in order. Empty texts give empty extractions."""
        ...

    def save(self, folder: Path) -> None:
        """Write a checkpoint; the folder is complete when `card.json` exists."""
        ...
